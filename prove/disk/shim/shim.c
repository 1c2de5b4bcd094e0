/*
 * Stands between a program and its files in one folder (LD_PRELOAD) and
 * - writes down, in order, what is done to files and names there, and what the program says on its standard output;
 * - makes the n-th call of a kind fail.
 * SHIM_FOLDER  the folder, an absolute path without links
 * SHIM_RECORD  the file that is written; each event: kind (1 byte), handle (4), place (8), length (4), bytes; little-endian
 * SHIM_FAULT   kind:n:errno:how   kind: open write sync truncate rename link unlink; errno: a number
 *              how: once | always (the n-th and all after it) | after (once; it is done, and fails nevertheless) | short (half is written)
 * SHIM_LIES    data | names       flushes of files, or of the folder, are not done and said to be done
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST 4096
static pthread_mutex_t turn = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static uint32_t handles[MOST]; /* 0: not ours */
static char is_folder[MOST];
static uint32_t last_handle;
static uint64_t events;
static int record = -1, started, error_number;
static long calls, fails_at;
static const char *folder, *lies;
static char fault_kind[16], how[16];

static void start(void) {
  if (started) return;
  started = 1;
  folder = getenv("SHIM_FOLDER");
  lies = getenv("SHIM_LIES");
  if (!lies) lies = "";
  const char *to = getenv("SHIM_RECORD");
  if (to) record = (int)syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const char *fault = getenv("SHIM_FAULT");
  if (fault) sscanf(fault, "%15[^:]:%ld:%d:%15s", fault_kind, &fails_at, &error_number, how);
}

static void lock(void) { start(); pthread_mutex_lock(&turn); }
static void unlock(void) { int kept = errno; pthread_mutex_unlock(&turn); errno = kept; }

static void note(char kind, uint32_t handle, uint64_t place, const void *bytes, uint32_t length) {
  if (record < 0) return;
  int kept = errno;
  char head[17];
  head[0] = kind;
  memcpy(head + 1, &handle, 4);
  memcpy(head + 5, &place, 8);
  memcpy(head + 13, &length, 4);
  struct iovec parts[2] = {{head, 17}, {(void *)bytes, length}};
  if (writev(record, parts, length ? 2 : 1) != (ssize_t)(17 + length)) abort();
  events++;
  errno = kept;
}

/* The name within the folder, the empty text for the folder itself, 0 for what is elsewhere. */
static const char *name_in(const char *path) {
  if (!folder || !path) return 0;
  size_t length = strlen(folder);
  if (strncmp(path, folder, length)) return 0;
  if (path[length] == 0) return path + length;
  return path[length] == '/' && !strchr(path + length + 1, '/') ? path + length + 1 : 0;
}

static uint32_t ours(int fd) { return fd >= 0 && fd < MOST ? handles[fd] : 0; }

/* 0: goes well; 1: fails undone; 2: fails though done; 3: half is written */
static int fate(const char *kind) {
  if (!fails_at || strcmp(kind, fault_kind)) return 0;
  calls++;
  if (!strcmp(how, "always") ? calls < fails_at : calls != fails_at) return 0;
  note('F', 0, (uint64_t)calls, kind, (uint32_t)strlen(kind));
  return !strcmp(how, "after") ? 2 : !strcmp(how, "short") ? 3 : 1;
}

static int failed(void) { errno = error_number; return -1; }

#define REAL(type, name, ...) \
  static type (*real)(__VA_ARGS__); \
  if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static int opened(int (*real)(const char *, int, ...), const char *path, int flags, mode_t mode) {
  start();
  const char *name = name_in(path);
  if (!name) return real(path, flags, mode);
  lock();
  int end = fate("open"), result;
  if (end == 1) result = failed();
  else {
    struct stat before;
    int is_new = *name && (flags & O_CREAT) && lstat(path, &before) != 0;
    result = real(path, flags, mode);
    if (result >= 0 && result < MOST) {
      handles[result] = ++last_handle;
      is_folder[result] = *name == 0;
      if (*name) note('O', last_handle, (is_new ? 1 : 0) | (flags & O_TRUNC ? 2 : 0), name, (uint32_t)strlen(name));
      else note('D', last_handle, 0, 0, 0);
    }
  }
  unlock();
  return result;
}

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    REAL(int, #name, const char *, int, ...); \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); } \
    return opened(real, path, flags, mode); \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  REAL(int, "close", int);
  if (!ours(fd)) return real(fd);
  lock();
  handles[fd] = 0;
  int result = real(fd);
  unlock();
  return result;
}

static size_t allowed(size_t count, int end) { return end == 3 && count > 1 ? count / 2 : count; }

ssize_t write(int fd, const void *bytes, size_t count) {
  REAL(ssize_t, "write", int, const void *, size_t);
  start();
  if (fd == 1 && record >= 0) {
    lock();
    note('A', 0, 0, bytes, (uint32_t)count);
    unlock();
  }
  if (!ours(fd)) return real(fd, bytes, count);
  lock();
  int end = fate("write");
  ssize_t result = -1;
  if (end == 1) failed();
  else {
    off_t at = (fcntl(fd, F_GETFL) & O_APPEND) ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR);
    result = real(fd, bytes, allowed(count, end));
    if (result > 0) note('W', handles[fd], (uint64_t)at, bytes, (uint32_t)result);
    if (end == 2) result = failed();
  }
  unlock();
  return result;
}

#define PWRITE(name, offset) \
  ssize_t name(int fd, const void *bytes, size_t count, offset at) { \
    REAL(ssize_t, #name, int, const void *, size_t, offset); \
    if (!ours(fd)) return real(fd, bytes, count, at); \
    lock(); \
    int end = fate("write"); \
    ssize_t result = -1; \
    if (end == 1) failed(); \
    else { \
      result = real(fd, bytes, allowed(count, end), at); \
      if (result > 0) note('W', handles[fd], (uint64_t)at, bytes, (uint32_t)result); \
      if (end == 2) result = failed(); \
    } \
    unlock(); \
    return result; \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

/* A flush counts for what was written before it began: others may write while it goes on. */
#define FLUSH(name) \
  int name(int fd) { \
    REAL(int, #name, int); \
    if (!ours(fd)) return real(fd); \
    lock(); \
    uint32_t handle = handles[fd]; \
    uint64_t before = events; \
    int end = fate("sync"); \
    if (end == 1) { \
      note('E', handle, before, 0, 0); \
      failed(); \
      unlock(); \
      return -1; \
    } \
    if (!strcmp(lies, is_folder[fd] ? "names" : "data")) { unlock(); return 0; } \
    unlock(); \
    int result = real(fd); \
    lock(); \
    if (result == 0) note('S', handle, before, 0, 0); \
    if (end == 2) result = failed(); \
    unlock(); \
    return result; \
  }
FLUSH(fsync)
FLUSH(fdatasync)

#define TRUNCATE(name, offset) \
  int name(int fd, offset size) { \
    REAL(int, #name, int, offset); \
    if (!ours(fd)) return real(fd, size); \
    lock(); \
    int end = fate("truncate"), result = -1; \
    if (end == 1) failed(); \
    else { \
      result = real(fd, size); \
      if (result == 0) note('T', handles[fd], (uint64_t)size, 0, 0); \
      if (end == 2) result = failed(); \
    } \
    unlock(); \
    return result; \
  }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

int unlink(const char *path) {
  REAL(int, "unlink", const char *);
  start();
  const char *name = name_in(path);
  if (!name) return real(path);
  lock();
  int end = fate("unlink"), result = -1;
  if (end == 1) failed();
  else {
    result = real(path);
    if (result == 0) note('U', 0, 0, name, (uint32_t)strlen(name));
    if (end == 2) result = failed();
  }
  unlock();
  return result;
}

static int two_names(const char *kind, char event, int (*real)(const char *, const char *), const char *from, const char *to) {
  start();
  const char *source = name_in(from), *target = name_in(to);
  if (!source || !target) return real(from, to);
  lock();
  int end = fate(kind), result = -1;
  if (end == 1) failed();
  else {
    result = real(from, to);
    char both[1024];
    int length = snprintf(both, sizeof both, "%s/%s", source, target);
    if (result == 0) note(event, 0, 0, both, (uint32_t)length);
    if (end == 2) result = failed();
  }
  unlock();
  return result;
}

int rename(const char *from, const char *to) {
  REAL(int, "rename", const char *, const char *);
  return two_names("rename", 'N', real, from, to);
}

int link(const char *from, const char *to) {
  REAL(int, "link", const char *, const char *);
  return two_names("link", 'L', real, from, to);
}
