"""Themes: found by name, read as data, and kept inside their folder."""

import shutil
from pathlib import Path

import pytest
from jinja2.exceptions import SecurityError, UndefinedError

from publisher import theme as themes
from publisher.errors import ConfigError
from tests.support.printed_pages import ANKASAM


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A theme of one's own to break."""
    return Path(shutil.copytree(ANKASAM, tmp_path / "styles" / "own"))


def codes(problem: pytest.ExceptionInfo[ConfigError]) -> list[str]:
    return [found.code for found in problem.value.found]


def test_a_theme_that_comes_with_the_package_is_found(tmp_path: Path) -> None:
    assert themes.load(themes.find("ankasam", tmp_path)).name == "ankasam"


def test_a_project_s_own_theme_wins(tmp_path: Path) -> None:
    own = Path(shutil.copytree(ANKASAM, tmp_path / "styles" / "ankasam"))
    assert themes.find("ankasam", tmp_path) == own


@pytest.mark.parametrize("name", ["ankasan", "", "../ankasam", "ankasam/", ".", "/etc"])
def test_an_unknown_name_is_refused_with_those_at_hand(name: str, copied: Path) -> None:
    with pytest.raises(ConfigError) as problem:
        themes.find(name, copied.parent.parent)
    (found,) = problem.value.found
    assert found.code == "theme-unknown"
    assert found.hint
    assert "ankasam" in found.hint
    assert "own" in found.hint


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param("name = ", id="no-toml"),
        pytest.param('name = "own"', id="no-page"),
        pytest.param('format = 1\nname = "own"\nface = []\n[page]\ntrim_mm = [1]', id="half-a-size"),
        pytest.param('format = 1\nname = "own"\nface = []\n[page]\ntrim_mm = [1, 2]', id="lengths-missing"),
        pytest.param('format = 1\nname = "own"\nface = [{ family = "x" }]\n[page]\ntrim_mm = [1, 2]', id="half-a-face"),
        pytest.param('name = "own"\npage = 3', id="no-table"),
    ],
)
def test_broken_settings_are_refused(copied: Path, settings: str) -> None:
    (copied / "theme.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(ConfigError) as problem:
        themes.load(copied)
    assert codes(problem) == ["theme-broken"]
    assert problem.value.found[0].at is not None


@pytest.mark.parametrize(
    ("written", "instead"),
    [("gap_mm = 5", "gap_mm = 25"), ("gap_mm = 5", ""), ("gap_mm = 5", "gap_mm = 5\nwidth_mm = 9")],
    ids=["wider than the margin", "a length missing", "a key too many"],
)
def test_broken_settings_of_margin_notes_are_refused(copied: Path, written: str, instead: str) -> None:
    settings = (ANKASAM / "theme.toml").read_text(encoding="utf-8")
    assert written in settings
    (copied / "theme.toml").write_text(settings.replace(written, instead), encoding="utf-8")
    with pytest.raises(ConfigError) as problem:
        themes.load(copied)
    assert codes(problem) == ["theme-broken"]


def test_settings_that_are_no_text_are_refused(copied: Path) -> None:
    (copied / "theme.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError) as problem:
        themes.load(copied)
    assert codes(problem) == ["theme-broken"]


@pytest.mark.parametrize(
    "rule",
    [
        "a { background: url(https://example.org/x.png) }",
        "a { background: url('file:///etc/passwd') }",
        'a { background: url( "../../secret.png" ) }',
        "a { background: URL(x.png) }",
        "@import 'other.css';",
        '@import url("http://example.org/x.css");',
        "a { background: url(data:text/html;base64,AA==) }",
        r"a { background: u\rl(https://example.org/x.png) }",
        '@import/**/"other.css";',
        'a { background: image-set("http://example.org/x.png" 1x) }',
        "@media print { a { background: url(x.png) } }",
    ],
)
def test_a_style_sheet_that_fetches_is_refused_at_its_line(copied: Path, rule: str) -> None:
    (copied / "print" / "own.css").write_text(f"/* mine */\n{rule}\n", encoding="utf-8")
    with pytest.raises(ConfigError) as problem:
        themes.load(copied)
    assert set(codes(problem)) == {"theme-reaches-outside"}
    at = problem.value.found[0].at
    assert at is not None
    assert (Path(at.path).name, at.line) == ("own.css", 2)


@pytest.mark.parametrize("rule", ["a { background: url(data:image/svg+xml;utf8,x) }", "a { fill: url(#gradient) }"])
def test_small_drawings_in_a_style_sheet_are_fine(copied: Path, rule: str) -> None:
    (copied / "print" / "own.css").write_text(rule, encoding="utf-8")
    assert themes.load(copied).style("print/own.css") == rule


@pytest.mark.parametrize("where", ["file", "folder"])
def test_a_link_that_leads_out_is_refused(copied: Path, tmp_path: Path, where: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.css").write_text("a {}", encoding="utf-8")
    if where == "file":
        (copied / "print" / "own.css").symlink_to(outside / "secret.css")
    else:
        (copied / "more").symlink_to(outside, target_is_directory=True)
    with pytest.raises(ConfigError) as problem:
        themes.load(copied)
    assert codes(problem) == ["theme-reaches-outside"]


def test_a_style_sheet_that_is_no_text_is_refused(copied: Path) -> None:
    (copied / "print" / "own.css").write_bytes(b"a { color: \xff }")
    with pytest.raises(ConfigError) as problem:
        themes.load(copied)
    assert codes(problem) == ["theme-broken"]


def test_style_sheets_are_given_in_the_order_asked_for(copied: Path) -> None:
    for name in ("a", "b"):
        (copied / f"{name}.css").write_text(f"{name} {{}}", encoding="utf-8")
    assert themes.load(copied).style("b.css", "a.css") == "b {}\na {}"


def test_templates_escape_and_miss_nothing(copied: Path) -> None:
    (copied / "templates" / "own.html").write_text("<p>{{ words }}</p>{{ missing }}", encoding="utf-8")
    template = themes.load(copied).templates.get_template("own.html")
    assert template.render(words="a < b", missing="") == "<p>a &lt; b</p>"
    with pytest.raises(Exception, match="missing"):
        template.render(words="")


@pytest.mark.parametrize("family", ["Book Serif", "Book Serif Small", "Book Sans"])
def test_emphasis_shows_in_text_notes_captions_and_cells(family: str) -> None:
    faces = [face for face in themes.load(ANKASAM).faces if face.family == family]
    assert any(face.style == "italic" for face in faces)
    assert any(face.style == "normal" and face.weight >= 600 for face in faces)


@pytest.mark.parametrize(
    "words",
    [
        "{{ words.__class__.__mro__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ [].append(1) }}",
        "{{ words | attr('__class__') }}",
    ],
)
def test_templates_do_not_reach_python(copied: Path, words: str) -> None:
    (copied / "templates" / "own.html").write_text(words, encoding="utf-8")
    template = themes.load(copied).templates.get_template("own.html")
    with pytest.raises((SecurityError, UndefinedError)):
        template.render(words="a")


@pytest.mark.parametrize(
    ("package", "file"),
    [
        ("antigravity", "x.ttf"),
        ("fontpkg_source_sans_3.files", "x.ttf"),
        ("fontpkg_source_sans_3", "../__init__.py"),
        ("fontpkg_source_sans_3", "/etc/passwd"),
        ("fontpkg_source_sans_3", "..\\\\x.ttf"),
    ],
)
def test_a_face_names_a_file_of_a_package_of_fonts_and_nothing_else(copied: Path, package: str, file: str) -> None:
    settings = copied / "theme.toml"
    face = f'\n[[face]]\nfamily = "x"\npackage = "{package}"\nfile = "{file}"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + face, encoding="utf-8")
    with pytest.raises(ConfigError) as problem:
        themes.load(copied)
    assert codes(problem) == ["theme-broken"]


def test_a_folder_that_only_leads_to_a_theme_is_refused(copied: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "styles").mkdir(parents=True)
    (project / "styles" / "mine").symlink_to(copied, target_is_directory=True)
    with pytest.raises(ConfigError) as problem:
        themes.find("mine", project)
    assert codes(problem) == ["theme-reaches-outside"]


def test_a_missing_style_sheet_is_named(copied: Path) -> None:
    (copied / "print" / "text.css").unlink()
    with pytest.raises(ConfigError) as problem:
        themes.load(copied).style("print/text.css")
    assert codes(problem) == ["theme-broken"]
    assert "text.css" in str(problem.value)


@pytest.mark.parametrize("words", [None, "{{ missing }}", "{% for %}", "{{ 1 / 0 }}"])
def test_a_template_that_is_missing_or_broken_is_named(copied: Path, words: str | None) -> None:
    if words is not None:
        (copied / "templates" / "own.html").write_text(words, encoding="utf-8")
    with pytest.raises(ConfigError) as problem:
        themes.load(copied).render("own.html")
    assert codes(problem) == ["theme-broken"]
    assert "own.html" in str(problem.value)
