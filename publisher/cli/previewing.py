"""`publish preview`."""

from typing import Annotated

import typer

from publisher.cli.options import MANUSCRIPT, Jobs, MadeFor, Manuscript, NoPageList, OutputDir, Quiet, Theme
from publisher.cli.watching import OneEdition, Purpose, end, make_order

_EDITORS = {
    "vscode": "vscode://file{file}:{line}:{column}",
    "vscodium": "vscodium://file{file}:{line}:{column}",
    "zed": "zed://file{file}:{line}:{column}",
    "idea": "idea://open?file={file}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{file}&line={line}&column={column}",
}
Port = Annotated[
    int, typer.Option("--port", min=0, max=65535, metavar="N", help="Where to listen; any free port if left out.")
]
Editor = Annotated[
    str,
    typer.Option(
        "--editor",
        metavar="NAME|ADDRESS",
        help=f"What opens a finding's file: {', '.join(_EDITORS)}, or an address with {{file}}, {{line}}, {{column}}.",
    ),
]
Open = Annotated[bool, typer.Option("--open", help="Open the page in the browser.")]


def preview(
    manuscript: Manuscript = MANUSCRIPT,
    only: OneEdition = None,
    purpose: Purpose = MadeFor.PRESS,
    port: Port = 0,
    editor: Editor = "vscode",
    open_browser: Open = False,
    output_dir: OutputDir = None,
    theme: Theme = None,
    jobs: Jobs = None,
    no_page_list: NoPageList = False,
    quiet: Quiet = False,
) -> None:
    """Show the pages in a browser, and build at every save, until Ctrl-C."""
    import secrets
    import signal
    import webbrowser

    from publisher.errors import ConfigError, Diagnostic
    from publisher.pipeline.loading import require_manuscript
    from publisher.preview.author import Author

    require_manuscript(manuscript, "preview")
    address_of_file = _EDITORS.get(editor, editor)
    _require_editor(address_of_file)
    order = make_order(manuscript, only, purpose, output_dir, theme, jobs, page_list=not no_page_list, shows=True)
    signal.signal(signal.SIGTERM, end)
    try:
        # Forked before the server has threads.
        with Author(order) as author:
            from publisher.preview.serving import Preview, listen, serve

            try:
                listening = listen(port)
            except OSError as problem:
                raise ConfigError(
                    Diagnostic(
                        code="port-taken",
                        message=f"cannot listen on port {port}: {problem.strerror}",
                        hint="name another port, or leave it out",
                    )
                ) from problem
            token = secrets.token_urlsafe(24)
            address = f"http://127.0.0.1:{listening.getsockname()[1]}/{token}/"
            typer.echo(address if quiet else f"The preview is at {address}\nCtrl-C ends it.")
            if open_browser:
                webbrowser.open(address)
            serve(author, Preview(manuscript, address_of_file), listening, token)
    except KeyboardInterrupt:
        # This is how it ends.
        return


def _require_editor(address: str) -> None:
    try:
        filled = address.format(file="/f", line=1, column=1)
    except (KeyError, IndexError, ValueError, AttributeError):
        filled = address
    # What a browser would run is no address of an editor.
    if "{" in filled or "/f" not in filled or filled.lower().lstrip().startswith(("javascript:", "data:")):
        raise typer.BadParameter(
            f"one of {', '.join(_EDITORS)}, or an address with {{file}} in it", param_hint="--editor"
        )
