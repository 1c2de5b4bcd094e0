// Keeps the three files of the page, so that it opens without a network.
const files = ['./', 'notebook.css', 'notebook.js']
self.addEventListener('install', (event) => {
  event.waitUntil(caches.open('field-notebook').then((cache) => cache.addAll(files)))
})
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', (event) => {
  event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)))
})
