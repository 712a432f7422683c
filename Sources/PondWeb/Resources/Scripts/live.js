// <live-stream src after>: what happens, as it happens. One tab holds the stream and tells the others.
// Each event becomes `live:KIND` on the document, with the event's data as its detail.
const heartbeatSecondsMax = 35
const failuresMax = 3
const pollSeconds = 20

class LiveStream extends HTMLElement {
  connectedCallback() {
    this.last = this.getAttribute('after') ?? ''
    this.failures = 0
    if ('BroadcastChannel' in window) {
      this.channel = new BroadcastChannel(`pond:${this.getAttribute('src')}`)
      this.channel.onmessage = ({ data }) => this.hear(data)
    }
    document.addEventListener('visibilitychange', this.look = () => document.hidden ? this.rest() : this.want())
    addEventListener('pagehide', this.end = () => this.rest(0))
    addEventListener('pageshow', this.look)
    this.want()
  }

  disconnectedCallback() {
    this.rest(0)
    this.channel?.close()
    document.removeEventListener('visibilitychange', this.look)
    removeEventListener('pagehide', this.end)
    removeEventListener('pageshow', this.look)
  }

  // Asks to be the tab that holds the stream; where locks are missing (no TLS) every tab holds its own.
  want() {
    clearTimeout(this.resting)
    if (this.giveUp || document.hidden) return
    this.channel?.postMessage({ ask: true, isBack: this.wasAway })
    if (!navigator.locks) {
      this.giveUp = () => {}
      return this.open()
    }
    const cancel = new AbortController()
    this.giveUp = () => cancel.abort()
    navigator.locks.request(`pond:${this.getAttribute('src')}`, { signal: cancel.signal }, () => new Promise(done => {
      this.giveUp = done
      this.open()
    })).catch(() => {})
  }

  rest(milliseconds = 10_000) {
    clearTimeout(this.resting)
    const stop = () => {
      this.close()
      this.endPolling()
      this.giveUp?.()
      this.giveUp = null
      this.wasAway = true
    }
    milliseconds ? this.resting = setTimeout(stop, milliseconds) : stop()
  }

  open() {
    this.close()
    const address = new URL(this.getAttribute('src'), location.href)
    if (this.last) address.searchParams.set('after', this.last)
    const source = this.source = new EventSource(address)
    source.onopen = () => { this.setConnected(true); this.watch() }
    source.onmessage = event => this.take(event.lastEventId, event.data)
    source.addEventListener('beat', event => { this.last = event.lastEventId || this.last; this.hasHeard() })
    source.addEventListener('reset', event => this.take(event.lastEventId, '{"kind":"reset"}'))
    source.onerror = () => this.fail()
    this.watch()
  }

  close() {
    this.source?.close()
    this.source = null
    clearTimeout(this.heartbeat)
    clearTimeout(this.retry)
  }

  watch() {
    clearTimeout(this.heartbeat)
    this.heartbeat = setTimeout(() => this.fail(), heartbeatSecondsMax * 1000)
  }

  // Only what arrives proves a stream: behind a proxy that holds everything back it opens and stays silent.
  hasHeard() {
    this.failures = 0
    this.endPolling()
    this.watch()
  }

  endPolling() {
    clearInterval(this.poll)
    this.poll = null
  }

  // Tries again, later and later and not all at once; meanwhile what is shown is fetched anew now and then.
  fail() {
    this.close()
    this.setConnected(false)
    this.failures += 1
    const seconds = Math.min(60, 2 ** this.failures) * (0.5 + Math.random())
    this.retry = setTimeout(() => this.open(), seconds * 1000)
    if (this.failures < failuresMax) return
    this.poll ??= setInterval(() => this.tell({ kind: 'reset' }), pollSeconds * 1000)
  }

  take(id, text) {
    this.hasHeard()
    if (id) this.last = id
    try {
      const data = JSON.parse(text)
      this.spread(data)
    } catch { /* nothing a page could use */ }
  }

  // To this tab and the others; also what one did oneself and no stream tells.
  spread(data) {
    this.tell(data)
    this.channel?.postMessage({ id: this.last, data })
  }

  // From another tab: an event, a question where the stream stands, or its answer.
  hear({ id, data, ask, isBack, at, isConnected }) {
    if (ask && this.source) this.channel.postMessage({ at: isBack && this.last, isConnected: this.isLive })
    if (isConnected !== undefined) this.setConnected(isConnected, true)
    if (at && this.wasAway && at !== this.last) {
      this.last = at
      this.tell({ kind: 'reset' })
    }
    if (!data) return
    if (id) this.last = id
    this.tell(data)
  }

  tell(data) {
    document.dispatchEvent(new CustomEvent(`live:${data.kind}`, { detail: data }))
    document.dispatchEvent(new CustomEvent('live', { detail: data }))
  }

  setConnected(isConnected, isHearsay) {
    this.isLive = isConnected
    document.body.classList.toggle('live-off', !isConnected)
    if (!isHearsay) this.channel?.postMessage({ isConnected })
  }
}

customElements.define('live-stream', LiveStream)

// -- data-live="kind kind": fetches itself again when such an event comes, at most every two seconds.
const refreshing = new WeakMap()

function refresh(element) {
  if (refreshing.has(element) || !element.isConnected) return
  refreshing.set(element, setTimeout(() => {
    refreshing.delete(element)
    const isBusy = element.querySelector('tr.on') || element.contains(document.activeElement)
      && document.activeElement.matches('input, textarea, select')
    if (document.hidden || isBusy) return missed.add(element)
    swap(element.dataset.src ?? location.href, element.dataset.swap ?? element.id, { quiet: true })
  }, 300 + Math.random() * 1700))
}

const missed = new Set()
const catchUp = () => {
  const late = [...missed]
  missed.clear()
  if (!document.hidden) late.forEach(refresh)
}
document.addEventListener('visibilitychange', catchUp)
document.addEventListener('focusout', () => setTimeout(catchUp))
document.addEventListener('live', ({ detail }) => all('[data-live]').forEach(element => {
  const { live, liveGroup } = element.dataset
  if (detail.kind !== 'reset' && !live.split(' ').includes(detail.kind)) return
  if (liveGroup && detail.group && String(detail.group) !== liveGroup) return
  refresh(element)
}))
