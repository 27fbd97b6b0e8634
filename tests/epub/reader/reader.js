// A reading system as small as can be: foliate-js turns the pages, the reader's colours are his own, calls of notes open
// in a dialog or, where `followsCalls` is set, lead to their notes.
import '/foliate-js/view.js'
import { FootnoteHandler } from '/foliate-js/footnotes.js'

const STYLE = 'html { color-scheme: light dark } p, li, dd { line-height: 1.4 }'

const view = document.createElement('foliate-view')
const dialog = document.querySelector('dialog')
const handler = new FootnoteHandler()
const reader = { view, followsCalls: false, note: null, external: [] }
window.reader = reader

// Calls are known by what the book says of them, not by their looks.
handler.detectFootnotes = false
handler.addEventListener('before-render', ({ detail }) => {
    detail.view.addEventListener('link', e => e.preventDefault())
    dialog.replaceChildren(detail.view)
    dialog.showModal()
    detail.view.renderer.setAttribute('flow', 'scrolled')
    detail.view.renderer.setAttribute('margin', '12px')
    detail.view.renderer.setStyles(STYLE)
})
handler.addEventListener('render', ({ detail }) => {
    reader.note = { type: detail.type, hidden: detail.hidden, text: words(detail.view.renderer.getContents()[0].doc.body) }
})

view.addEventListener('link', e => {
    if (!reader.followsCalls) handler.handle(view.book, e)?.catch(error => console.error(error))
})
view.addEventListener('external-link', e => {
    e.preventDefault()
    reader.external.push(e.detail.href)
})

const words = element => element.textContent.split(/\s+/).filter(Boolean).join(' ')

const frame = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve, 0)))

// Fonts that come late move what is on the page.
const settled = async () => {
    await reader.document().fonts.ready
    await frame()
    await frame()
}

Object.assign(reader, {
    async open() {
        document.body.append(view)
        await view.open('/book.epub')
        view.renderer.setAttribute('margin', '24px')
        view.renderer.setStyles(STYLE)
        await view.init({ showTextStart: true })
        await settled()
    },
    async goTo(href) {
        await view.goTo(href)
        await settled()
    },
    async turn() {
        await view.next()
        await settled()
    },
    async closeNote() {
        // The engine looks at what it shows a moment after it has been laid out.
        await frame()
        await frame()
        dialog.firstElementChild.close()
        dialog.close()
        dialog.replaceChildren()
        reader.note = null
    },
    // What is on the page: where it is in the book, and its words.
    page() {
        const { range, tocItem, pageItem, section } = view.lastLocation
        return {
            words: range.toString().split(/\s+/).filter(Boolean).join(' '),
            chapter: tocItem?.label ?? null,
            folio: pageItem?.label ?? null,
            section: section.current,
        }
    },
    document: () => view.renderer.getContents()[0].doc,
    // Whether an element of the document lies on the page that is shown.
    shows(id) {
        const element = reader.document().getElementById(id)
        if (!element) return false
        const frame = element.ownerDocument.defaultView.frameElement.getBoundingClientRect()
        const { left, top } = element.getClientRects()[0]
        const [x, y] = [frame.left + left, frame.top + top]
        return x >= -1 && y >= -1 && x < innerWidth && y < innerHeight
    },
    // The colours that letters have, by the documents' style sheets and the reader's own.
    colours() {
        const doc = reader.document()
        const lettered = [...doc.body.querySelectorAll('*')].filter(element =>
            [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim()))
        return [...new Set(lettered.map(element => doc.defaultView.getComputedStyle(element).color))]
    },
    faces: () => [...reader.document().fonts].map(({ family, weight, style, status }) =>
        ({ name: `${family} ${weight} ${style}`, status })),
    contents() {
        const flat = items => (items ?? []).flatMap(item => [item, ...flat(item.subitems)])
        return flat(view.book.toc).map(({ label, href }) => ({ label, href }))
    },
    pages: () => (view.book.pageList ?? []).map(({ label, href }) => ({ label, href })),
})
