// The time line of a group and what one writes under it. Without script both are plain pages and forms.
const readSecondsMin = 3
const idsCountMax = 100
const pictureBytesMax = 20 << 20
const picturesCountMax = 9

for (const line of all('[data-timeline]')) startTimeline(line)
for (const form of all('[data-composer]')) startComposer(form)

function startTimeline(line) {
  const inner = line.firstElementChild
  const jump = document.querySelector('[data-jump]')
  let unseen = 0
  const isAtEnd = () => line.scrollTop > -40
  const isBelowTop = one => one.getBoundingClientRect().bottom > line.getBoundingClientRect().top

  // Adds or replaces messages and keeps what is being read where it is.
  function merge(content, isOlder) {
    // The link to older messages is no place to hold on to: what it brings comes below it.
    const anchor = isAtEnd() ? null : all('[id^=m-]', inner).find(isBelowTop)
    const top = anchor?.getBoundingClientRect().top
    let added = 0
    for (const fresh of incoming(content)) {
      const known = fresh.id && byId(fresh.id)
      if (known?.matches('.sep')) {
        if (!isOlder) continue
        known.remove()
      } else if (known) {
        if (!isOlder && !known.isEqualNode(fresh)) replace(fresh.id, content)
        continue
      }
      place(document.adoptNode(fresh), isOlder)
      prepare(fresh)
      added += fresh.matches('.msg:not(.mine)') ? 1 : 0
    }
    const held = anchor && byId(anchor.id)
    if (held) line.scrollTop += held.getBoundingClientRect().top - top
    if (isOlder || !added) return
    unseen = isAtEnd() ? 0 : unseen + added
    look()
  }

  const incoming = content => [...(content.querySelector('[data-timeline] > div') ?? content.body).children]
    .filter(one => one.id)

  // Where the next older entry goes: under the link that was followed, one after the other.
  let above
  function place(fresh, isOlder) {
    if (isOlder) {
      above.after(fresh)
      above = fresh
      return
    }
    const order = Number(fresh.dataset.order)
    let after = inner.lastElementChild
    while (order && after && Number(after.dataset.order) > order) after = after.previousElementSibling
    after ? after.after(fresh) : inner.append(fresh)
  }

  // Messages are fetched as this person may see them, several at once, and again when that fails.
  const wanted = new Set()
  let fetching
  function want(id, milliseconds = 60 + Math.random() * 120) {
    wanted.add(id)
    fetching ??= setTimeout(fetchWanted, milliseconds)
  }

  async function fetchWanted() {
    const ids = [...wanted].slice(0, idsCountMax)
    const address = new URL(line.dataset.fragment, location.href)
    address.searchParams.set('ids', ids.join())
    ids.forEach(id => wanted.delete(id))
    const page = await fetchPage(address).catch(() => null)
    fetching = undefined
    const isRefused = !page || page.status === 429 || page.status >= 500
    if (isRefused) ids.forEach(id => want(id, 2000))
    else if (page.status < 400) merge(page.content)
    if (wanted.size) want([...wanted][0])
  }

  document.addEventListener('live', ({ detail }) => {
    if (detail.kind === 'reset') return fetchPage(location.href).then(page => merge(page.content)).catch(() => {})
    if (String(detail.group) !== line.dataset.group) return
    for (const id of [detail.message ?? [], detail.messages ?? []].flat()) want(id)
  })
  document.addEventListener('pond:sent', ({ detail }) => { merge(detail); line.scrollTop = 0 })

  // Older and newer pages are ordinary links that are followed when they come into view.
  const watcher = new IntersectionObserver(entries => entries.forEach(async ({ isIntersecting, target }) => {
    if (!isIntersecting || target.dataset.busy) return
    target.dataset.busy = 'yes'
    const isOlder = target.rel === 'prev'
    const page = await fetchPage(target.href).catch(() => null)
    if (!page || page.status >= 400) return delete target.dataset.busy
    above = target
    merge(page.content, isOlder)
    const next = page.content.querySelector(`[data-timeline] a[rel=${target.rel}]`)
    next ? target.replaceWith(document.adoptNode(next)) : target.remove()
    seek()
  }), { root: line, rootMargin: '800px 0px' })
  const seek = () => all('a[rel=prev], a[rel=next]', inner).forEach(link => watcher.observe(link))
  seek()

  // Where one has read to, told to the server when the newest is in view: whoever stays reads on at once.
  let told = ''
  let telling
  function look() {
    const isEnd = isAtEnd()
    if (isEnd) unseen = 0
    if (jump) {
      jump.hidden = isEnd
      jump.querySelector('[data-count]').textContent = unseen ? word('fresh', unseen) : ''
    }
    const last = all('[id^=m-]', inner).pop()?.id.slice(2)
    if (!isEnd || document.hidden || !line.dataset.read || !last || last === told || telling) return
    telling = setTimeout(() => {
      telling = undefined
      told = last
      const token = document.querySelector('input[name=_token]')?.value ?? ''
      const body = new URLSearchParams({ _token: token, _key: newKey(), message: last })
      fetch(line.dataset.read, { method: 'POST', body, keepalive: true, redirect: 'manual' })
        .then(() => document.querySelector('live-stream')?.spread({ kind: 'group.read', group: line.dataset.group }))
        .catch(() => {})
      look()
    }, told ? 500 : readSecondsMin * 1000)
  }
  line.addEventListener('scroll', look, { passive: true })
  document.addEventListener('visibilitychange', look)
  jump?.addEventListener('click', event => {
    event.preventDefault()
    line.scrollTo({ top: 0, behavior: 'smooth' })
  })
  const start = line.querySelector('.sep-new')
  if (start && !location.hash && inner.offsetHeight > line.offsetHeight) {
    line.scrollTop += start.getBoundingClientRect().top - line.getBoundingClientRect().top - 80
  }
  look()
}

function startComposer(form) {
  const field = form.querySelector('textarea')
  const quoted = form.querySelector('[data-quoting]')
  const fit = () => {
    field.rows = 1
    while (field.scrollHeight > field.clientHeight + 2 && field.rows < 6) field.rows += 1
  }
  field.addEventListener('input', fit)
  queueMicrotask(fit)

  // keyCode 229: Safari ends a composition before it reports the key that ended it.
  field.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    if (event.defaultPrevented) return
    event.preventDefault()
    if (isWritten()) submit(form)
  })

  takers.push((event, sent, button) => {
    if (sent !== form) return false
    event.preventDefault()
    if (isWritten()) send(form, button)
    return true
  })

  // A key belongs to the words that were sent under it: who changes words that perhaps arrived says something else.
  let tried = ''

  async function send(sent, button) {
    if (tried && tried !== field.value) renewKey(sent)
    tried = field.value
    setBusy(sent, button, true)
    // What is still on its way goes along; when one of them fails, nothing goes.
    const isAllThere = (await Promise.all(bringing)).every(Boolean)
    if (!isAllThere) return setBusy(sent, button, false)
    const { address, ...options } = sending(sent, button)
    const page = await fetchPage(address, options).catch(() => null)
    setBusy(sent, button, false)
    const refusal = page?.content.querySelector('#refusal, .comp .err')
    if (!page || page.status >= 400 || refusal) return toast(refusal?.textContent ?? word('unsent'), true)
    if (!page.content.querySelector('[id^=m-]')) return location.assign(page.address)
    tried = ''
    renewKey(sent)
    forget(sent)
    sent.reset()
    quote()
    attached?.replaceChildren()
    fit()
    document.dispatchEvent(new CustomEvent('pond:sent', { detail: page.content }))
  }

  // -- quoting
  function quote(id = '', text = '') {
    if (!quoted) return
    form.elements.quote.value = id
    quoted.hidden = !id
    quoted.querySelector('span').textContent = text
  }
  document.addEventListener('click', event => {
    const link = event.target.closest('[data-quote], [data-unquote]')
    if (!link || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const message = byId(`m-${link.dataset.quote}`)
    const textOf = part => message?.querySelector(part)?.textContent.trim() ?? ''
    const mark = message?.querySelector('.pics')?.dataset.words ?? ''
    const [name, text] = [textOf('.by > b, .by > a'), `${mark} ${textOf('.bub')}`.trim()]
    quote(link.dataset.quote, `${name}: ${text.slice(0, 60)}`)
    field.focus()
  })

  // -- pictures: chosen, pasted or dropped, brought at once, and shown by the message that is sent next
  const attached = form.querySelector('[data-attached]')
  const chooser = form.querySelector('[data-chooser]')
  const bringing = new Set()
  const isWritten = () => field.value.trim() || attached?.children.length

  function bring(files) {
    for (const file of files) {
      if (attached.children.length >= picturesCountMax) return toast(word('pictures', picturesCountMax), true)
      const isOffered = chooser.accept.split(',').includes(file.type) && file.size <= pictureBytesMax
      if (!isOffered) {
        toast(word('picture', pictureBytesMax >> 20), true)
        continue
      }
      const done = bringOne(file)
      bringing.add(done)
      done.finally(() => bringing.delete(done))
    }
  }

  // Resolves to whether it is there, or was given up on purpose.
  async function bringOne(file) {
    const bar = make('progress', { max: 1, value: 0, 'aria-label': file.name })
    const cancel = make('button', { class: 'ib ib-s', type: 'button', 'aria-label': word('cancel') }, icon('close'))
    const tile = make('li', { class: 'att att-busy' }, bar, cancel)
    attached.append(tile)
    const body = new FormData()
    body.append('file', file, file.name || 'picture')
    const stop = new AbortController()
    cancel.onclick = () => stop.abort()
    const page = await fetchPage(attached.dataset.attached, {
      method: 'POST', body, signal: stop.signal,
      headers: { 'X-Form-Token': form.elements._token.value, 'Idempotency-Key': newKey() },
      progress: ({ loaded, total }) => { bar.value = loaded / total },
    }).catch(() => null)
    const fresh = page?.status < 400 && page.content.querySelector('.att')
    if (fresh) {
      tile.replaceWith(document.adoptNode(fresh))
      prepare(fresh)
      return true
    }
    tile.remove()
    if (!stop.signal.aborted) toast(page ? complaint(page) : word('unsent'), true)
    return stop.signal.aborted
  }

  function take(event, transfer) {
    const files = [...transfer?.files ?? []]
    if (!files.length) return
    event.preventDefault()
    bring(files)
  }

  if (attached) {
    chooser.addEventListener('change', () => {
      bring([...chooser.files])
      chooser.value = ''
    })
    field.addEventListener('paste', event => take(event, event.clipboardData))
    const room = form.closest('.room, main, .m-chat') ?? form
    room.addEventListener('dragover', event => event.preventDefault())
    room.addEventListener('drop', event => take(event, event.dataTransfer))
    attached.addEventListener('click', ({ target }) => {
      if (!target.closest('[data-detach]')) return
      target.closest('li').remove()
      field.focus()
    })
  }

  // -- @names
  const list = make('ul', {
    class: 'menu', role: 'listbox', id: 'mention-list', hidden: '', 'aria-label': word('mention'),
  })
  form.append(list)
  let asked = ''
  const typed = () => field.value.slice(0, field.selectionStart).match(/@([^\s@]{0,20})$/)?.[1]
  const options = () => all('[role=option]', list)
  const chosen = () => options().findIndex(one => one.getAttribute('aria-selected') === 'true')

  function mark(index) {
    options().forEach((one, at) => one.setAttribute('aria-selected', at === index))
    field.setAttribute('aria-activedescendant', options()[index]?.id ?? '')
    options()[index]?.scrollIntoView({ block: 'nearest' })
  }

  async function offer() {
    const text = typed()
    if (text === undefined || !form.dataset.mentions) return void (list.hidden = true)
    asked = text
    const address = new URL(form.dataset.mentions, location.href)
    address.searchParams.set('q', text)
    const page = await fetchPage(address).catch(() => null)
    if (!page || asked !== text || typed() === undefined) return
    list.replaceChildren(...all('li', page.content).map(one => document.adoptNode(one)))
    list.hidden = !list.children.length
    mark(0)
  }

  function pick(option) {
    const end = field.selectionStart
    const start = end - typed().length - 1
    field.setRangeText(`@${option.dataset.name} `, start, end, 'end')
    list.hidden = true
    field.focus()
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }

  if (form.dataset.mentions) {
    field.setAttribute('aria-controls', 'mention-list')
    field.setAttribute('aria-autocomplete', 'list')
    field.addEventListener('input', offer)
    field.addEventListener('blur', () => setTimeout(() => { list.hidden = true }, 200))
    list.addEventListener('pointerdown', event => {
      const option = event.target.closest('[role=option]')
      event.preventDefault()
      if (option) pick(option)
    })
    field.addEventListener('keydown', event => {
      if (list.hidden || event.isComposing) return
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      const count = options().length
      if (step) mark((chosen() + step + count) % count)
      else if (event.key === 'Enter' || event.key === 'Tab') pick(options()[chosen()])
      else if (event.key === 'Escape') list.hidden = true
      else return
      event.preventDefault()
      event.stopImmediatePropagation()
    }, { capture: true })
    document.querySelector('[data-mention]')?.addEventListener('click', () => {
      field.focus()
      field.setRangeText('@', field.selectionStart, field.selectionEnd, 'end')
      field.dispatchEvent(new Event('input', { bubbles: true }))
    })
  }
}

// A picture in full, over the page; arrows lead to the others of its message.
document.addEventListener('click', event => {
  const link = event.target.closest('.pics a')
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  const links = all('a', link.parentElement)
  let shown = links.indexOf(link)
  const image = make('img', {})
  const words = make('p', {})
  const close = make('button', { class: 'ib', type: 'button', 'data-close': '', 'aria-label': word('close') })
  close.append(icon('close'))
  const dialog = make('dialog', { class: 'dlg view' }, close, image, words)
  const show = step => {
    shown = (shown + step + links.length) % links.length
    const { alt } = links[shown].firstElementChild
    image.src = links[shown].href
    image.alt = alt
    words.textContent = alt
    dialog.setAttribute('aria-label', alt)
  }
  show(0)
  dialog.addEventListener('keydown', ({ key }) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key]
    if (step) show(step)
  })
  image.onclick = () => links.length > 1 ? show(1) : dialog.close()
  dialog.onclose = () => dialog.remove()
  document.body.append(dialog)
  dialog.showModal()
})

// The keyboard of a phone covers the page; the chat shrinks to what is left.
const chat = document.querySelector('.m-chat')
if (chat && window.visualViewport) visualViewport.addEventListener('resize', () => {
  const covered = innerHeight - visualViewport.height
  chat.style.bottom = covered > 80 ? `${covered}px` : ''
})
