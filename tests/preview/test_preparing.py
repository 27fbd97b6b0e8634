"""What is done once for all builds that are forked from one process: imports, and what a theme's files say."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from publisher import theme
from publisher.errors import ConfigError
from tests.support.book_test import BookTest
from tests.support.printed_pages import ANKASAM

_BUILD = """
import json, sys
from pathlib import Path
from publisher.preview.builds import Order, prepare, read_ahead

order = Order(Path(sys.argv[1]), output_dir=Path(sys.argv[2]), jobs=1)
prepare()
read_ahead(order)
before = set(sys.modules)
assert order.build(lambda step: None).exit_code == 0
print(json.dumps(sorted(set(sys.modules) - before)))
"""


def test_a_build_imports_next_to_nothing(book: BookTest, tmp_path: Path) -> None:
    command = [sys.executable, "-c", _BUILD, str(book.root / "manuscript"), str(tmp_path)]
    imported = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    slow = ("publisher.", "jinja2", "weasyprint", "pikepdf", "pypdfium2", "langcodes")
    assert [name for name in imported if name.startswith(slow)] == []


def test_templates_that_were_compiled_before_say_what_their_files_say_now(tmp_path: Path) -> None:
    root = shutil.copytree(ANKASAM, tmp_path / "styles" / "ankasam")
    look = theme.load(root)
    look.compile()
    file = root / "templates" / "print" / "greeting.html"
    file.write_text("Merhaba {{ name }}", encoding="utf-8")
    times = file.stat()
    assert look.render("print/greeting.html", name="kedi") == "Merhaba kedi"
    file.write_text("Selam, {{ name }}!", encoding="utf-8")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert theme.load(root).render("print/greeting.html", name="kedi") == "Selam, kedi!"
    file.unlink()
    with pytest.raises(ConfigError, match="there is no template"):
        look.render("print/greeting.html", name="kedi")


def test_a_style_sheet_that_was_looked_through_before_is_looked_through_when_it_says_more(tmp_path: Path) -> None:
    root = shutil.copytree(ANKASAM, tmp_path / "styles" / "ankasam")
    theme.load(root)
    sheet = root / "common.css"
    sheet.write_text(sheet.read_text(encoding="utf-8") + "p { background: url(https://example.org/x.png) }\n")
    with pytest.raises(ConfigError, match=r"example\.org"):
        theme.load(root)
