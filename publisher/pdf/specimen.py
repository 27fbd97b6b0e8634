"""A few words of everything that most sections hold, to be set before there is a section."""

from markupsafe import Markup

_SPECIMEN = Markup(
    """<html lang="{language}"><head><title></title></head><body>
<section class="chapter" data-part="text" id="specimen"><h1>Of what is set up by whoever
needs it first, and waits for it</h1>
<p>Everything that a typesetter knows of letters, “words” and spaces<a class="noteref" id="call-1" data-call="0"
data-note="0" href="xref:note-1">1</a> it finds out <em>immediately before</em> it needs them — which is inconvenient
for whoever waits at the moment; understandably, therefore, this specimen is set beforehand.</p>
<h2>What stands apart</h2>
<blockquote><p>Quotations are indented, <strong>conspicuous</strong> or set with smaller letters.</p></blockquote>
<ul><li><p>Enumerations, however unremarkable.</p></li></ul></section>
<div class="note-rule" data-part="note-rule"></div>
<div class="note-rule continued" data-part="note-rule-continued"></div>
<section class="notes foot" data-part="notes"><div class="note" id="note-1"><p><a class="note-number"
href="xref:call-1">1.</a> Annotations stand at the foot, whatever their <em>intelligibility</em>.</p></div></section>
</body></html>"""
)


def specimen(language: str) -> str:
    """Write it as a well-formed document in a language (BCP 47), whose rules divide its words."""
    return _SPECIMEN.format(language=language)
