import type { ChildProcess } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'

/** The DevTools protocol over the pipe that `--remote-debugging-pipe` opens: JSON, each message ended by a zero byte. */
export interface Connection {
  /** The answer to a command; rejects when the browser refuses it, ends, or takes longer than `seconds`, 60 if not given. */
  send<T>(
    method: string,
    parameters?: object,
    to?: { readonly sessionId?: string; readonly seconds?: number },
  ): Promise<T>
  /** The next event of this name in a session. */
  once(sessionId: string, method: string): Promise<void>
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly sessionId?: string
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** Speaks with a browser through its file descriptors 3 and 4. */
export function connect(child: ChildProcess): Connection {
  const toBrowser = child.stdio[3] as Writable
  const fromBrowser = child.stdio[4] as Readable
  const commands = new Map<number, Waiting>()
  const events = new Map<string, Waiting[]>()
  let last = 0
  let over: Error | undefined

  const end = (reason: string): void => {
    over ??= new Error(reason)
    for (const { reject } of [...commands.values(), ...[...events.values()].flat()]) reject(over)
    commands.clear()
    events.clear()
  }
  child.once('error', (error) => end(`the browser did not start: ${error.message}`))
  child.once('exit', () => end('the browser has ended'))
  toBrowser.on('error', () => end('the browser no longer listens'))
  fromBrowser.on('error', () => end('the browser no longer speaks'))

  const take = ({ id, method, sessionId = '', result, error }: Message): void => {
    if (id !== undefined) {
      const waiting = commands.get(id)
      commands.delete(id)
      if (error) waiting?.reject(new Error(error.message))
      else waiting?.resolve(result)
    } else if (method !== undefined) {
      const name = `${sessionId} ${method}`
      for (const { resolve } of events.get(name) ?? []) resolve(undefined)
      events.delete(name)
    }
  }
  let parts: Buffer[] = []
  fromBrowser.on('data', (data: Buffer) => {
    let rest = data
    for (let stop = rest.indexOf(0); stop >= 0; stop = rest.indexOf(0)) {
      take(JSON.parse(Buffer.concat([...parts, rest.subarray(0, stop)]).toString('utf8')) as Message)
      parts = []
      rest = rest.subarray(stop + 1)
    }
    if (rest.length > 0) parts.push(rest)
  })

  return {
    send: <T>(
      method: string,
      parameters: object = {},
      { sessionId, seconds = 60 }: { readonly sessionId?: string; readonly seconds?: number } = {},
    ) =>
      new Promise<T>((resolve, reject) => {
        if (over) {
          reject(over)
          return
        }
        const id = ++last
        const late = setTimeout(() => {
          commands.delete(id)
          reject(new Error(`${method} took longer than ${seconds} s`))
        }, seconds * 1000)
        commands.set(id, {
          resolve: (value) => {
            clearTimeout(late)
            resolve(value as T)
          },
          reject: (error) => {
            clearTimeout(late)
            reject(error)
          },
        })
        toBrowser.write(`${JSON.stringify({ id, method, params: parameters, ...(sessionId ? { sessionId } : {}) })}\0`)
      }),
    once: (sessionId, method) =>
      new Promise((resolve, reject) => {
        if (over) {
          reject(over)
          return
        }
        const name = `${sessionId} ${method}`
        events.set(name, [...(events.get(name) ?? []), { resolve: () => resolve(), reject }])
      }),
  }
}
