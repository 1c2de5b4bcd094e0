import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Connection, connect } from './devtools.ts'

/** A running Chromium. */
export interface Browser {
  /** What it calls itself, with its version. */
  readonly version: string
  /** Opens a tab and waits until the page is loaded. All tabs share the profile. */
  page(url: string): Promise<Tab>
  /** Ends every process of the browser at once, as a crash would; the profile stays if it was named. */
  kill(): Promise<void>
  /** Lets the browser end by itself. */
  close(): Promise<void>
}

/** One page. */
export interface Tab {
  /** The value of an expression in the page; waits for a promise. What the page throws is thrown here. The value has to survive JSON. */
  evaluate<T>(expression: string, seconds?: number): Promise<T>
  /** Lays the page out at a width in CSS pixels, also below the 500 of the narrowest window. A phone honours `meta viewport`. */
  width(pixels: number, as?: 'desk' | 'phone'): Promise<void>
  /** Gives the page's origin room for so many bytes; without a number as much as the browser thinks right. */
  room(bytes?: number): Promise<void>
  /** The page as it prints, on the paper that its style sheet names, A4 if it names none. */
  pdf(): Promise<Uint8Array>
  /** Any other command of the DevTools protocol, in the session of the page. */
  command<T>(method: string, parameters?: object): Promise<T>
  close(): Promise<void>
}

export interface LaunchOptions {
  /** Folder of the profile, which then outlives the browser. Without it the profile goes with the browser. */
  readonly profile?: string
  /** More switches, such as `--disk-cache-size=1`. */
  readonly switches?: readonly string[]
}

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const switches = [
  '--headless',
  '--remote-debugging-pipe',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--hide-scrollbars',
]

/** Starts the Chromium of this machine without a window. Rejects if there is none. */
export async function launch({ profile, switches: more = [] }: LaunchOptions = {}): Promise<Browser> {
  const binary = places.find((path) => existsSync(path))
  if (!binary) throw new Error('no Chromium on this machine')
  const folder = profile ?? mkdtempSync(join(tmpdir(), 'childfile-chromium-'))
  const child = spawn(binary, [...switches, ...more, `--user-data-dir=${folder}`, 'about:blank'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  const gone = async (): Promise<void> => {
    await ended
    killGroup(child)
    if (profile === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
  const connection = connect(child)
  try {
    const { product } = await connection.send<{ readonly product: string }>('Browser.getVersion')
    return {
      version: product,
      page: (url) => openTab(connection, url),
      kill: () => {
        killGroup(child)
        return gone()
      },
      close: async () => {
        await connection.send('Browser.close').catch(() => undefined)
        await gone()
      },
    }
  } catch (error) {
    killGroup(child)
    await gone()
    throw error
  }
}

/** Ends the process and all that it started. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Nobody is left.
  }
}

interface Evaluated {
  readonly result: { readonly value?: unknown }
  readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } }
}

async function openTab(connection: Connection, url: string): Promise<Tab> {
  const { targetId } = await connection.send<{ readonly targetId: string }>('Target.createTarget', {
    url: 'about:blank',
  })
  const { sessionId } = await connection.send<{ readonly sessionId: string }>('Target.attachToTarget', {
    targetId,
    flatten: true,
  })
  const send = <T>(method: string, parameters: object = {}, seconds?: number) =>
    connection.send<T>(method, parameters, { sessionId, ...(seconds === undefined ? {} : { seconds }) })
  await send('Page.enable')
  const navigate = async (): Promise<void> => {
    const { errorText } = await send<{ readonly errorText?: string }>('Page.navigate', { url })
    if (errorText !== undefined) throw new Error(`${url} does not load: ${errorText}`)
  }
  await Promise.all([connection.once(sessionId, 'Page.loadEventFired'), navigate()])
  return {
    evaluate: async <T>(expression: string, seconds?: number): Promise<T> => {
      const asked = { expression, awaitPromise: true, returnByValue: true }
      const { result, exceptionDetails } = await send<Evaluated>('Runtime.evaluate', asked, seconds)
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
      return result.value as T
    },
    width: async (pixels, as = 'desk') => {
      const height = as === 'phone' ? 844 : 900
      await send('Emulation.setDeviceMetricsOverride', {
        width: pixels,
        height,
        deviceScaleFactor: 1,
        mobile: as === 'phone',
      })
    },
    room: async (bytes) => {
      const { origin } = new URL(url)
      await send('Storage.overrideQuotaForOrigin', { origin, ...(bytes === undefined ? {} : { quotaSize: bytes }) })
    },
    pdf: async () => {
      const paper = { paperWidth: 210 / 25.4, paperHeight: 297 / 25.4 }
      const { data } = await send<{ readonly data: string }>('Page.printToPDF', {
        ...paper,
        preferCSSPageSize: true,
        printBackground: true,
      })
      return Buffer.from(data, 'base64')
    },
    command: (method, parameters) => send(method, parameters),
    close: async () => {
      await connection.send('Target.closeTarget', { targetId })
    },
  }
}
