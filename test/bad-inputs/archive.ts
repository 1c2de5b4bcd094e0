import { deflateRawSync } from 'node:zlib'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** A part of an archive: its text, or bytes that are packed already and what the directory says of their size. */
export type Part = string | { readonly packed: Uint8Array; readonly size: number }

/** A zip archive of deflated parts. */
export function archive(parts: Readonly<Record<string, Part>>): Uint8Array {
  const files: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const [name, part] of Object.entries(parts)) {
    const { packed, size } =
      typeof part === 'string' ? { packed: deflateRawSync(utf8(part)), size: utf8(part).length } : part
    const label = utf8(name)
    const header = (signature: number, length: number, method: number): DataView => {
      const view = new DataView(new ArrayBuffer(length + label.length))
      view.setUint32(0, signature, true)
      view.setUint16(method, 8, true)
      view.setUint32(method + 10, packed.length, true)
      view.setUint32(method + 14, size, true)
      view.setUint16(method + 18, label.length, true)
      new Uint8Array(view.buffer).set(label, length)
      return view
    }
    const entry = header(0x02014b50, 46, 10)
    entry.setUint32(42, offset, true)
    directory.push(new Uint8Array(entry.buffer))
    const local = new Uint8Array(header(0x04034b50, 30, 8).buffer)
    files.push(local, packed)
    offset += local.length + packed.length
  }
  const end = new DataView(new ArrayBuffer(22))
  end.setUint32(0, 0x06054b50, true)
  end.setUint16(10, directory.length, true)
  end.setUint32(16, offset, true)
  return new Uint8Array(Buffer.concat([...files, ...directory, new Uint8Array(end.buffer)]))
}

const prolog = '<?xml version="1.0"?>'
const openXml = 'http://schemas.openxmlformats.org'
const relation = `${openXml}/officeDocument/2006/relationships`

/** The parts of a workbook with one sheet. */
export const workbookParts = (sheet: Part): Readonly<Record<string, Part>> => ({
  '[Content_Types].xml': `${prolog}<Types xmlns="${openXml}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
  '_rels/.rels': `${prolog}<Relationships xmlns="${openXml}/package/2006/relationships"><Relationship Id="r1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${prolog}<workbook xmlns="${openXml}/spreadsheetml/2006/main" xmlns:r="${relation}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${prolog}<Relationships xmlns="${openXml}/package/2006/relationships"><Relationship Id="r1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  'xl/worksheets/sheet1.xml': sheet,
})

/** A worksheet whose first row has these cells. */
export const worksheet = (cells: string, doctype = ''): string =>
  `${prolog}${doctype}<worksheet xmlns="${openXml}/spreadsheetml/2006/main"><sheetData><row r="1">${cells}</row></sheetData></worksheet>`

/** A cell with a text in it. */
export const textCell = (text: string, at = 'A1'): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
