export { type ChildFiles, childFiles, type SavedFile, type Saving, type StoredFile } from './child-files.ts'
export { countyRecords, sharedSubject } from './county-records.ts'
