"""English."""

from publisher.language.words import Words

WORDS = Words(
    contents="Contents",
    notes="Notes",
    note="Note",
    cover="Cover",
    title_page="Title page",
    imprint="Imprint",
    start="Start of the text",
    landmarks="Parts of the book",
    table="Table",
    figure="Figure",
    figures="Figures",
    tables="Tables",
    page="Page",
    page_reference="p.\u00a0{page}",
    back_to_note="Back to note {number}",
    back_to_call="Back to call {call} of note {number}",
    series="Series",
    authors="Authors",
    editors="Editors",
    translators="Translators",
    contributors="Contributors",
    publisher="Publisher",
    place_and_date="Place and date",
    date="Date",
    edition="Edition",
    subjects="Subjects",
    cover_alt="Cover: {title}",
    accessibility_summary=(
        "This publication can be read from beginning to end with a screen reader: headings, lists and tables "
        "are marked up, notes are linked both ways, and pictures have a text alternative."
    ),
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
)
