// What pages do beyond links and forms; the grammar is in docs/kernel.md. Every page works without it.
// kernel.js and live.js are joined into one module; chat.js and console.js are joined to them where needed.
const root = document.documentElement
const byId = id => document.getElementById(id)
const all = (selector, within = document) => [...within.querySelectorAll(selector)]
const word = (name, value = '') => (byId('words')?.dataset[name] ?? '').replace('%', value)

// Functions that may take over a submitted form (event, form, button); the first that returns true has it.
const takers = []
// Functions that prepare new content, called with the element that holds it.
const preparers = []
const prepare = element => preparers.forEach(one => one(element))

function make(tag, attributes, ...children) {
  const element = document.createElement(tag)
  for (const name in attributes) element.setAttribute(name, attributes[name])
  element.append(...children)
  return element
}

function drawing(attributes, tag, inner) {
  const [outer, part] = ['svg', tag].map(name => document.createElementNS('http://www.w3.org/2000/svg', name))
  for (const name in attributes) outer.setAttribute(name, attributes[name])
  for (const name in inner) part.setAttribute(name, inner[name])
  outer.setAttribute('aria-hidden', 'true')
  outer.append(part)
  return outer
}

const icon = name => drawing({ class: 'i' }, 'use', { href: `${word('icons')}#i-${name}` })

// -- messages that go by themselves
function toast(text, isBad) {
  const element = make('div', { class: isBad ? 'toast toast-k' : 'toast', 'data-toast': '' })
  element.append(icon(isBad ? 'alert' : 'ok'), make('span', { class: 'grow' }, text))
  byId('toasts')?.append(element)
  prepare(byId('toasts') ?? element)
}

preparers.push(within => all('[data-toast=""]', within).forEach(element => {
  element.dataset.toast = 'shown'
  const close = make('button', { class: 'ib ib-s', type: 'button', 'aria-label': word('close') }, icon('close'))
  const ring = { cx: 18, cy: 18, r: 15, pathLength: 100 }
  element.append(drawing({ class: 'cd', viewBox: '0 0 36 36' }, 'circle', ring), close)
  close.onclick = () => element.remove()
  let left = 10_000
  const clock = setInterval(() => {
    if (!document.hidden && !element.matches(':hover, :focus-within')) left -= 250
    if (left > 0 && element.isConnected) return
    clearInterval(clock)
    element.remove()
  }, 250)
}))

// -- fetching and swapping. XMLHttpRequest parses HTML without running its scripts, and is no Trusted Types sink.
function fetchPage(address, { method = 'GET', body, headers = {}, progress, signal } = {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, address)
    request.responseType = 'document'
    if (!progress) request.timeout = 30_000
    for (const name in headers) request.setRequestHeader(name, headers[name])
    if (progress) request.upload.onprogress = progress
    request.onload = () => {
      const page = { content: request.response, status: request.status, address: request.responseURL }
      page.content ? resolve(page) : reject(page)
    }
    request.onerror = request.ontimeout = request.onabort = reject
    signal?.addEventListener('abort', () => request.abort())
    request.send(body ?? null)
  })
}

const focusables = within => all('a, button, input, select, textarea, summary, [tabindex]', within)

function replace(id, content) {
  const before = byId(id)
  const after = content.getElementById(id)
  if (!before || !after) return false
  const active = document.activeElement
  const index = before.contains(active) ? [before, ...focusables(before)].indexOf(active) : -1
  const scrolled = [before, ...all('[id]', before)].filter(one => one.scrollTop || one.scrollLeft)
    .map(one => [one.id, one.scrollTop, one.scrollLeft])
  before.replaceWith(document.adoptNode(after))
  for (const [place, top, left] of scrolled) byId(place)?.scrollTo({ top, left, behavior: 'instant' })
  if (index >= 0) refocus(active, after, index)
  prepare(after)
  return true
}

function refocus(active, after, index) {
  const again = active.id ? byId(active.id) : [after, ...focusables(after)][index]
  const target = after.querySelector('[aria-invalid=true]') ?? again ?? after
  if (target === after && after.tabIndex < 0) after.tabIndex = -1
  target.focus({ preventScroll: true })
  if (active.matches('input[type=search], input[type=text], textarea') && target.name === active.name) {
    target.value = active.value
    target.setSelectionRange(active.selectionStart, active.selectionEnd)
  }
}

// Called when a link or a search was swapped in; the console lets the address follow, member pages keep theirs,
// because WeChat signs it.
let follow = () => {}
const turns = {}

// Fetches a page and puts those of its elements with these ids in the place of ours. Returns whether it did.
async function swap(address, names, options = {}) {
  const ids = names.split(' ')
  const turn = turns[names] = (turns[names] ?? 0) + 1
  ids.forEach(id => byId(id)?.setAttribute('aria-busy', 'true'))
  const page = await fetchPage(address, options).catch(() => null)
  if (turn !== turns[names]) return false
  ids.forEach(id => byId(id)?.removeAttribute('aria-busy'))
  const isGood = page?.status < 400
  const isSwapped = page && ids.map(id => replace(id, page.content)).includes(true)
  if (isSwapped) {
    takeToasts(page.content)
    if (options.push) follow(page, names)
  } else if (options.quiet) return false
  else if (isGood) location.assign(page.address)
  else toast(complaint(page), true)
  return Boolean(isSwapped && isGood)
}

// What a page says that refuses, or that there is none.
const complaint = page => page?.content.querySelector('#refusal, h1')?.textContent
  ?? word(navigator.onLine ? 'failed' : 'offline')

function takeToasts(content) {
  const fresh = all('#toasts > [data-toast]', content)
  byId('toasts')?.append(...fresh.map(one => document.adoptNode(one)))
  if (fresh.length) prepare(byId('toasts'))
}

// -- forms
const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))]
  .map(byte => byte.toString(16).padStart(2, '0')).join('')

function renewKey(form) {
  all('input[name=_key]', form).forEach(input => { input.value = newKey() })
  const address = form.getAttribute('action')
  if (address?.includes('_key=')) form.setAttribute('action', address.replace(/_key=[^&]*/, `_key=${newKey()}`))
}

const submitButton = form => form.querySelector('[type=submit], button:not([type])')
const submit = (form, button) => form.requestSubmit
  ? form.requestSubmit(button) : (button ?? submitButton(form))?.click()

// How a form would be sent: { address, method, body }.
function sending(form, button) {
  const data = new FormData(form)
  if (button?.name) data.append(button.name, button.value)
  const of = name => button?.getAttribute(`form${name}`) ?? form.getAttribute(name)
  const address = new URL(of('action') || location.href, location.href)
  if (of('method')?.toLowerCase() === 'post') {
    const isMultipart = form.enctype === 'multipart/form-data'
    return { address: address.href, method: 'POST', body: isMultipart ? data : new URLSearchParams(data) }
  }
  address.search = new URLSearchParams([...data].filter(([, value]) => value !== ''))
  return { address: address.href, method: 'GET' }
}

function setBusy(form, button, isBusy) {
  for (const one of [form, button]) isBusy ? one?.setAttribute('aria-busy', 'true') : one?.removeAttribute('aria-busy')
}

const confirmed = new WeakSet()

document.addEventListener('submit', async event => {
  const form = event.target
  const button = event.submitter
  if (event.defaultPrevented || form.getAttribute('method') === 'dialog') return
  if (form.getAttribute('aria-busy') === 'true') return event.preventDefault()
  const asker = [button, form].find(one => one?.dataset.confirm)
  if (asker && !confirmed.delete(form)) {
    event.preventDefault()
    if (!await ask(asker)) return
    confirmed.add(form)
    return submit(form, button)
  }
  if (takers.some(take => take(event, form, button))) return
  const names = button?.dataset.swap ?? form.dataset.swap
  setBusy(form, button, true)
  if (!names) {
    forget(form)
    setTimeout(setBusy, 8000, form, button, false)
    return
  }
  event.preventDefault()
  const { address, ...options } = sending(form, button)
  const isDone = await swap(address, names, { ...options, push: options.method === 'GET' })
  setBusy(form, button, false)
  if (!isDone || options.method === 'GET') return
  renewKey(form)
  forget(form)
  form.closest('dialog')?.close()
  if (form.matches('[data-reset]')) form.reset()
})

addEventListener('pageshow', () => all('[aria-busy]').forEach(one => one.removeAttribute('aria-busy')))

// -- dialogs
function ask(asker) {
  const { confirm, confirmYes, confirmType } = asker.dataset
  const no = make('button', { class: 'btn', value: 'no' }, word('no'))
  const isBad = asker.matches('.btn-koi, .btn-kl, .bad, [data-confirm-type]')
  const yes = make('button', { class: isBad ? 'btn btn-koi' : 'btn btn-p', value: 'yes' }, confirmYes ?? word('yes'))
  const body = make('div', { class: 'body' }, make('p', { id: 'ask-text' }, confirm))
  if (confirmType) {
    const input = make('input', { class: 'inp', autocomplete: 'off', id: 'ask-type' })
    body.append(make('div', { class: 'field' }, make('label', { for: 'ask-type' }, word('type', confirmType)), input))
    yes.disabled = true
    input.oninput = () => { yes.disabled = input.value.trim() !== confirmType }
  }
  const form = make('form', { method: 'dialog' }, body, make('footer', {}, no, yes))
  const dialog = make('dialog', { class: 'dlg', 'aria-labelledby': 'ask-text' }, form)
  document.body.append(dialog)
  dialog.showModal()
  return new Promise(resolve => {
    dialog.onclose = () => {
      resolve(dialog.returnValue === 'yes')
      dialog.remove()
    }
  })
}

document.addEventListener('click', async event => {
  const { target } = event
  const used = target.closest('.menu a, .menu button')?.closest('details')
  // A form in the menu is sent before the menu goes.
  const close = one => { if (one === used || !one.contains(target)) one.open = false }
  setTimeout(() => all('details.dd[open]').forEach(close))
  if (target.matches('dialog.dlg')) return target.close()
  const element = target.closest('[data-open], [data-close], [data-copy], a[data-swap], a[data-confirm]')
  if (!element || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  const { open, copy, swap: names } = element.dataset
  if (element.matches('[data-close]')) return element.closest('dialog')?.close()
  if (open && byId(open)) byId(open).showModal()
  else if (copy) await copyText(copy)
  else if (element.dataset.confirm && !confirmed.delete(element)) {
    event.preventDefault()
    if (!await ask(element)) return
    confirmed.add(element)
    return element.click()
  } else if (names) {
    swap(element.href, names, { push: true })
  } else return
  event.preventDefault()
})

document.addEventListener('keydown', event => {
  const menu = event.key === 'Escape' && document.querySelector('details.dd[open]')
  if (!menu) return
  menu.open = false
  menu.querySelector('summary').focus()
})

async function copyText(what) {
  const text = what[0] === '#' ? byId(what.slice(1)).value ?? byId(what.slice(1)).textContent : what
  const field = make('textarea', { class: 'vh' })
  field.value = text
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    // Without TLS browsers offer only the old way.
    document.body.append(field)
    field.select()
    document.execCommand('copy')
    field.remove()
  }
  toast(word('copied'))
}

// -- times that grow older
const relative = new Intl.RelativeTimeFormat(root.lang || 'zh-CN', { numeric: 'auto' })

function tellTime(element) {
  const seconds = (Date.parse(element.dateTime) - Date.now()) / 1000
  const size = Math.abs(seconds)
  if (!(size < 7 * 86_400)) return
  element.title ||= new Date(element.dateTime).toLocaleString(root.lang)
  const [unit, step] = size < 3600 ? ['minute', 60] : size < 86_400 ? ['hour', 3600] : ['day', 86_400]
  const told = relative.format(Math.round(seconds / step), unit).replace(/(\d)(?=\p{Script=Han})/u, '$1 ')
  const text = size < 45 ? word('now') : told
  if (text !== element.textContent) element.textContent = text
}

preparers.push(within => all('time[data-time]', within).forEach(tellTime))
setInterval(() => { if (!document.hidden) all('time[data-time]').forEach(tellTime) }, 30_000)

// -- drafts, kept until the form has been sent
const draftName = field => `draft:${field.dataset.draft}`

function kept(name, value) {
  try {
    if (value === undefined) return sessionStorage.getItem(name)
    value ? sessionStorage.setItem(name, value) : sessionStorage.removeItem(name)
  } catch { /* private windows may refuse */ }
  return null
}

const forget = form => all('[data-draft]', form).forEach(field => kept(draftName(field), ''))
preparers.push(within => all('[data-draft]', within).forEach(field => { field.value ||= kept(draftName(field)) ?? '' }))
document.addEventListener('input', ({ target }) => { if (target.dataset.draft) kept(draftName(target), target.value) })

// -- light and dark, at once and remembered by the server
const isDark = () => (root.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches && 'dark')) === 'dark'
const setNext = input => { input.value = isDark() ? 'light' : 'dark' }
const nextTheme = () => all('[data-theme-form] [name=theme]').forEach(setNext)
preparers.push(nextTheme)
takers.push((event, form) => {
  if (!form.matches('[data-theme-form]')) return false
  event.preventDefault()
  const { address, ...options } = sending(form)
  root.dataset.theme = isDark() ? 'light' : 'dark'
  nextTheme()
  fetch(address, { ...options, redirect: 'manual' }).catch(() => {})
  return true
})

preparers.push(within => all('[data-script][hidden]', within).forEach(one => { one.hidden = false }))
// The other files of this module add their own before anything is prepared.
queueMicrotask(() => prepare(document))
