"""Set the project up: system libraries, `.venv`, pinned dependencies.

`python3 tools/setup.py [EXTRA...]` installs what `publish` needs and the extras named (`test`).
Runs on the standard library alone, and says what to do about an old Python instead of failing to parse.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
VENV = PROJECT / ".venv"
NODE = VENV / "node"
OLDEST = (3, 11)

# What WeasyPrint opens at run time: file names on Linux and macOS, Debian's package.
LIBRARIES = (
    (("libgobject-2.0.so.0", "libgobject-2.0.0.dylib"), "libglib2.0-0"),
    (("libpango-1.0.so.0", "libpango-1.0.0.dylib"), "libpango-1.0-0"),
    (("libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib"), "libpangoft2-1.0-0"),
    (("libharfbuzz.so.0", "libharfbuzz.0.dylib"), "libharfbuzz0b"),
    (("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"), "libharfbuzz-subset0"),
    (("libfontconfig.so.1", "libfontconfig.1.dylib"), "libfontconfig1"),
)
# What tests run or read beside: files that a package of Debian brings. Where they may not be installed, tests that need
# them are skipped and say why.
FOR_TESTS = (
    ("/usr/bin/gs", "ghostscript"),
    ("/usr/share/color/icc/ghostscript/default_cmyk.icc", "libgs-common"),
    ("/usr/share/java/jaxb-runtime.jar", "libjaxb-java"),
    ("/usr/bin/chromium", "chromium"),
)
# Homebrew's folders are not on the loader's path.
FOLDERS = ("", "/opt/homebrew/lib/", "/usr/local/lib/")


def main(extras):
    """Bring the project to the state where `.venv/bin/publish` works."""
    if sys.version_info < OLDEST:
        stop(
            "Python {}.{} or newer is needed, this is {}.{}".format(*OLDEST, *sys.version_info),
            "name another: make PYTHON=python3.12 …",
        )
    packages = missing_packages()
    if packages:
        install_packages(packages)
    make_environment()
    install_project(extras)
    compile_project()
    if "test" in extras:
        install_for_tests()
        install_from_npm()
    for name in ("ready", *(f"ready-for-{extra}s" for extra in extras)):
        (VENV / name).touch()


def missing_packages():
    """List Debian's names of what is not on this machine."""
    packages = [package for names, package in LIBRARIES if not any(map(opens, names))]
    if not has_venv():
        packages.append("python3-venv")
    return packages


def opens(name):
    """Say whether the loader finds a library."""
    for folder in FOLDERS:
        try:
            ctypes.CDLL(folder + name)
        except OSError:
            continue
        return True
    return False


def has_venv():
    """Say whether this Python can make an environment with pip in it; Debian packages that apart."""
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        return False
    return True


def install_packages(packages):
    """Install Debian packages where that is allowed, else say the line to type."""
    prefix = root_prefix()
    if not may_install(prefix):
        stop("missing on this machine: " + ", ".join(packages), *lines_to_type(packages))
    say("installing " + ", ".join(packages))
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]):
        if command[1] == "install":
            command = command + packages
        done = subprocess.run(prefix + command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode and command[1] == "install":
            sys.stderr.write(done.stdout.decode("utf-8", "replace"))
            stop("apt-get could not install " + ", ".join(packages), *lines_to_type(packages))


def root_prefix():
    """Give what stands before a command that needs root."""
    return [] if os.geteuid() == 0 else ["sudo", "-n"]


def may_install(prefix):
    """Say whether Debian packages can be installed without asking for a password."""
    if not shutil.which("apt-get"):
        return False
    if not prefix:
        return True
    if not shutil.which("sudo"):
        return False
    return subprocess.run([*prefix, "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def lines_to_type(packages):
    """Give the one line for each system."""
    return (
        "Debian, Ubuntu: sudo apt-get install " + " ".join(packages),
        "Fedora:         sudo dnf install pango harfbuzz fontconfig python3",
        "macOS:          brew install pango python",
    )


def make_environment():
    """Make `.venv` where there is none that works."""
    python = VENV / "bin" / "python"
    if not python.exists() or subprocess.run([str(python), "-m", "pip", "--version"], capture_output=True).returncode:
        say("making .venv")
        run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def install_project(extras):
    """Install the project, editable, with exactly the versions of constraints.txt, its build tool's included."""
    say("installing pinned dependencies (a minute or two the first time)")
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    pins = ["--constraint", str(PROJECT / "constraints.txt")]
    names = "[{}]".format(",".join(extras)) if extras else ""
    run([*pip, *pins, "hatchling"])
    run([*pip, *pins, "--no-build-isolation", "--editable", str(PROJECT) + names])


def compile_project():
    """Compile the package where it lies: pip compiles what it copies, else each run may have to."""
    run([str(VENV / "bin" / "python"), "-m", "compileall", "-q", str(PROJECT / "publisher")])


def install_for_tests():
    """Install what tests prove finished files with, where that is allowed; what is not there is only said."""
    lacking = [package for file, package in FOR_TESTS if not Path(file).exists()]
    if lacking and may_install(root_prefix()):
        install_packages(lacking)
    elif lacking:
        say("not installed: {}; tests that need them are skipped".format(", ".join(lacking)))


def install_from_npm():
    """Install what tests compare with and read e-books in, if PyPI lacks it; else they are skipped and say why."""
    if not shutil.which("npm") and may_install(root_prefix()):
        install_packages(["nodejs", "npm"])
    if not shutil.which("npm"):
        say("there is no npm here: tests that need its packages are skipped")
        return
    NODE.mkdir(exist_ok=True)
    shutil.copyfile(str(PROJECT / "tests" / "package.json"), str(NODE / "package.json"))
    quiet = ["--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund"]
    # The browser is Debian's.
    environment = dict(os.environ, PUPPETEER_SKIP_DOWNLOAD="1")
    command = ["npm", "install", "--prefix", str(NODE), *quiet]
    if subprocess.run(command, capture_output=True, env=environment).returncode:
        say("npm could not install tests/package.json: tests that need it are skipped")


def run(command):
    """Run a command that is quiet unless it fails."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        sys.stderr.write(done.stdout.decode("utf-8", "replace"))
        stop("this failed: " + " ".join(command), "the lines above say why; then run make again")


def say(what):
    """Tell how far it is."""
    print("setup: " + what, flush=True)


def stop(what, *hints):
    """End with the reason and the next step; 3 is the exit code for a missing tool."""
    sys.stderr.write("\n".join(["error: " + what, *("  hint: " + hint for hint in hints)]) + "\n")
    raise SystemExit(3)


if __name__ == "__main__":
    main(sys.argv[1:])
