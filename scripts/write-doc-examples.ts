import { writeExamples } from './doc-examples.ts'

const written = writeExamples(new URL('../node_modules/.doc-examples/', import.meta.url))
console.log(`${written.length} examples written for the type check`)
