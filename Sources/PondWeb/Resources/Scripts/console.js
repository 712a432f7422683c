// The console's part: addresses that follow, shortcuts, selected rows, hints, uploads.

// -- history: what is shown has an address
let shown = location.pathname + location.search
follow = (page, names) => {
  document.title = page.content.title
  const address = new URL(page.address)
  if (address.pathname + address.search === shown) return
  if (!history.state) history.replaceState({ names }, '')
  history.pushState({ names }, '', page.address)
  shown = address.pathname + address.search
}

addEventListener('popstate', ({ state }) => {
  if (location.pathname + location.search === shown) return
  shown = location.pathname + location.search
  state?.names ? swap(location.href, state.names) : location.reload()
})

// -- data-autosubmit: filters act as they change
let waiting
for (const kind of ['input', 'change']) document.addEventListener(kind, ({ target }) => {
  const form = target.form
  if (!form || !(target.matches('[data-autosubmit]') || form.matches('[data-autosubmit]'))) return
  const isText = target.matches('[type=search], [type=text]')
  if (isText !== (kind === 'input') || target.closest('[data-bulk] td')) return
  clearTimeout(waiting)
  waiting = setTimeout(submit, isText ? 300 : 0, form)
})

// -- data-key: shortcuts, and ? lists them
const isWriting = target => target.isContentEditable
  || target.matches('input:not([type=checkbox], [type=radio]), textarea, select')
let typedKey = ''
let forgetting

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (event.key === 'Escape' && isWriting(event.target)) return event.target.blur()
  if (isWriting(event.target) || document.querySelector('dialog[open]')) return
  if (event.key === '?') return listKeys()
  clearTimeout(forgetting)
  forgetting = setTimeout(() => { typedKey = '' }, 900)
  const keys = [typedKey && `${typedKey} ${event.key}`, event.key]
  const target = keys.map(key => key && document.querySelector(`[data-key="${CSS.escape(key)}"]`)).find(Boolean)
  typedKey = target ? '' : event.key
  if (!target) return
  event.preventDefault()
  isWriting(target) ? (target.focus(), target.select?.()) : (target.focus(), target.click())
})

function listKeys() {
  const rows = all('[data-key]').filter(one => one.getClientRects().length).flatMap(one => {
    const name = one.dataset.keyLabel ?? one.getAttribute('aria-label') ?? one.firstChild?.nextSibling?.textContent
    return [make('dt', {}, (name ?? one.textContent).trim()), make('dd', {}, make('kbd', {}, one.dataset.key))]
  })
  const close = make('button', { class: 'btn' }, word('close'))
  const body = make('div', { class: 'body' }, make('dl', { class: 'kv' }, ...rows))
  const form = make('form', { method: 'dialog' }, body, make('footer', {}, close))
  const head = make('header', {}, make('h2', { id: 'keys-title' }, word('keys')))
  const dialog = make('dialog', { class: 'dlg', 'aria-labelledby': 'keys-title' }, head, form)
  document.body.append(dialog)
  dialog.onclose = () => dialog.remove()
  dialog.showModal()
}

preparers.push(within => all('[data-keys]', within).forEach(one => {
  one.hidden = false
  one.onclick = listKeys
}))

// -- data-bulk: rows chosen one by one, by range, a page at once, or all that match
let lastRow

function countRows(form) {
  const boxes = all('tbody input[type=checkbox]', form)
  const count = boxes.filter(one => one.checked).length
  boxes.forEach(one => one.closest('tr').classList.toggle('on', one.checked))
  const head = form.querySelector('thead input[type=checkbox]')
  if (head) {
    head.checked = count > 0 && count === boxes.length
    head.indeterminate = count > 0 && count < boxes.length
  }
  const everybody = form.querySelector('[data-bulk-everybody]')
  if (everybody && count < boxes.length) everybody.value = ''
  const bar = form.querySelector('[data-bulk-bar]')
  if (!bar) return
  bar.hidden = !count
  const isAll = everybody?.value
  const total = bar.querySelector('[data-bulk-all]')
  bar.querySelector('[data-bulk-count]').textContent = isAll ? word('all', total?.dataset.bulkAll) : count
  if (total) total.hidden = Boolean(isAll) || count < boxes.length
  all('[data-bulk-words]', bar).forEach(one => { one.hidden = Boolean(isAll) })
}

document.addEventListener('click', event => {
  const form = event.target.closest('[data-bulk]')
  if (!form) return
  const boxes = all('tbody input[type=checkbox]', form)
  const { target } = event
  if (target.matches('thead input[type=checkbox]')) boxes.forEach(one => { one.checked = target.checked })
  else if (target.matches('tbody input[type=checkbox]')) {
    const [from, to] = [boxes.indexOf(lastRow), boxes.indexOf(target)].sort((a, b) => a - b)
    if (event.shiftKey && from >= 0) boxes.slice(from, to + 1).forEach(one => { one.checked = target.checked })
    lastRow = target
  } else if (target.closest('[data-bulk-all]')) form.querySelector('[data-bulk-everybody]').value = 'yes'
  else if (target.closest('[data-bulk-none]')) boxes.forEach(one => { one.checked = false })
  else return
  countRows(form)
})
preparers.push(within => {
  const forms = within.closest?.('[data-bulk]') ? [within.closest('[data-bulk]')] : all('[data-bulk]', within)
  forms.forEach(countRows)
})

// -- data-tip: a hint beside what is pointed at or focused
let hint
function showHint({ target }) {
  const element = target.closest?.('[data-tip]')
  hint?.remove()
  if (!element) return
  hint = make('div', { class: 'tip', role: 'tooltip' }, element.dataset.tip)
  document.body.append(hint)
  const [at, own] = [element, hint].map(one => one.getBoundingClientRect())
  const above = at.top - own.height - 8
  const left = Math.min(Math.max(8, at.left + (at.width - own.width) / 2), root.clientWidth - own.width - 8)
  hint.style.left = `${left + scrollX}px`
  hint.style.top = `${(above < 8 ? at.bottom + 8 : above) + scrollY}px`
}
for (const kind of ['pointerover', 'focusin']) document.addEventListener(kind, showHint)
for (const kind of ['pointerdown', 'focusout', 'keydown']) document.addEventListener(kind, () => hint?.remove())

// -- data-upload: a form whose file is on its way, with how far it is
takers.push((event, form, button) => {
  if (!form.matches('[data-upload]')) return false
  event.preventDefault()
  upload(form, button)
  return true
})

async function upload(form, button) {
  const bar = form.querySelector('progress')
  const share = form.querySelector('[data-upload-share]')
  const { address, ...options } = sending(form, button)
  setBusy(form, button, true)
  if (bar) bar.hidden = false
  const progress = ({ loaded, total }) => {
    if (bar) Object.assign(bar, { value: loaded, max: total })
    if (share) share.textContent = `${Math.floor(loaded / total * 100)}%`
  }
  const page = await fetchPage(address, { ...options, progress }).catch(() => null)
  if (page?.status < 400) return location.assign(page.address)
  const names = form.dataset.swap?.split(' ') ?? []
  if (page && names.map(id => replace(id, page.content)).includes(true)) return
  toast(complaint(page), true)
  setBusy(form, button, false)
  if (bar) bar.hidden = true
  renewKey(form)
}

document.addEventListener('change', ({ target }) => {
  const name = target.closest('.drop')?.querySelector('[data-upload-name]')
  if (!name || target.type !== 'file') return
  name.textContent = [...target.files].map(one => `${one.name} · ${(one.size / 1048576).toFixed(1)} MB`).join(', ')
})
for (const kind of ['dragenter', 'dragover', 'dragleave', 'drop']) document.addEventListener(kind, ({ target }) => {
  target.closest?.('.drop')?.classList.toggle('over', kind === 'dragenter' || kind === 'dragover')
})

// -- data-poll="seconds": fetches itself again as long as it stands there, where a job is at work
const polled = new WeakSet()
preparers.push(() => all('[data-poll]').forEach(element => {
  if (polled.has(element)) return
  polled.add(element)
  poll(element)
}))

function poll(element) {
  setTimeout(async () => {
    if (!element.isConnected) return
    if (!document.hidden) await swap(location.href, element.dataset.swap ?? element.id, { quiet: true })
    if (element.isConnected) poll(element)
  }, element.dataset.poll * 1000)
}

// -- data-card: a member's name shows their card, taken from the page that the link leads to
document.addEventListener('click', async event => {
  const link = event.target.closest('a[data-card]')
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  const page = await fetchPage(link.href).catch(() => null)
  const card = page?.content.getElementById('card')
  if (!card || page.status >= 400) return location.assign(link.href)
  card.classList.remove('card')
  const close = make('button', { class: 'btn', type: 'button', 'data-close': '' }, word('close'))
  const more = make('a', { class: 'btn btn-p', href: link.href }, word('member'))
  const dialog = make('dialog', { class: 'dlg', 'aria-label': link.textContent }, card, make('footer', {}, close, more))
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  prepare(dialog)
  dialog.showModal()
})

// -- on phones the sections of the settings are a strip: show the one that is open
for (const one of all('.sett-nav [aria-current]')) one.scrollIntoView({ block: 'nearest', inline: 'center' })
