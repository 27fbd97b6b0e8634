// Reads words, a line each, and writes them with "|" wherever the published TeX patterns of a language divide them.
// Usage: node hyphen_tex.js FOLDER LANGUAGE, where FOLDER holds the package `hyphen`.
const [, , folder, language] = process.argv;
const load = (name) => require(require.resolve(name, { paths: [folder] }));
const divide = load("hyphen")(load(`hyphen/patterns/${language}`), { hyphenChar: "|", minWordLength: 1 });
const words = require("fs").readFileSync(0, "utf8").split("\n");
process.stdout.write(words.map((word) => divide(word)).join("\n"));
