/* Loaded before the C library: the k-th call of a kind below one folder fails with a given error.
 *
 * cc -shared -fPIC -O1 -o failing_calls.so failing_calls.c -ldl
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { WRITE = 1, SYNC = 2, OPEN = 4, RENAME = 8, CUT = 16 };

static char folder[4096];
static int kinds, problem, for_good;
static long left;
static long met;

/* From now on, count calls of these kinds below `below`; the k-th fails, or all from it on. */
void trial_arm(const char *below, int which, long k, int error, int sticky)
{
    snprintf(folder, sizeof folder, "%s", below);
    kinds = which; problem = error; for_good = sticky; left = k; met = 0;
}

/* No call fails any more; how many were counted. */
long trial_disarm(void) { kinds = 0; return met; }

static int fails(int kind, const char *path)
{
    if (!(kinds & kind) || strncmp(path, folder, strlen(folder)) != 0) return 0;
    met++;
    if (left > 1) { left--; return 0; }
    if (left < 1) return 0;
    if (!for_good) left = 0;
    errno = problem;
    return 1;
}

static int fd_fails(int kind, int fd)
{
    char link[64], path[4096];
    ssize_t length;
    if (!(kinds & kind)) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return fails(kind, path);
}

#define REAL(type, name) static type real; if (!real) real = (type)dlsym(RTLD_NEXT, name)

typedef ssize_t (*write_t)(int, const void *, size_t);
typedef ssize_t (*pwrite_t)(int, const void *, size_t, off_t);
typedef int (*fd_t)(int);
typedef int (*cut_t)(int, off_t);
typedef int (*open_t)(const char *, int, ...);
typedef int (*openat_t)(int, const char *, int, ...);
typedef int (*rename_t)(const char *, const char *);

ssize_t write(int fd, const void *what, size_t size)
{ REAL(write_t, "write"); return fd_fails(WRITE, fd) ? -1 : real(fd, what, size); }
ssize_t pwrite(int fd, const void *what, size_t size, off_t at)
{ REAL(pwrite_t, "pwrite"); return fd_fails(WRITE, fd) ? -1 : real(fd, what, size, at); }
ssize_t pwrite64(int fd, const void *what, size_t size, off_t at)
{ REAL(pwrite_t, "pwrite64"); return fd_fails(WRITE, fd) ? -1 : real(fd, what, size, at); }
int fsync(int fd) { REAL(fd_t, "fsync"); return fd_fails(SYNC, fd) ? -1 : real(fd); }
int fdatasync(int fd) { REAL(fd_t, "fdatasync"); return fd_fails(SYNC, fd) ? -1 : real(fd); }
int ftruncate(int fd, off_t size)
{ REAL(cut_t, "ftruncate"); return fd_fails(CUT, fd) ? -1 : real(fd, size); }
int ftruncate64(int fd, off_t size)
{ REAL(cut_t, "ftruncate64"); return fd_fails(CUT, fd) ? -1 : real(fd, size); }
int rename(const char *one, const char *other)
{ REAL(rename_t, "rename"); return fails(RENAME, other) ? -1 : real(one, other); }

#define MODE(flags, last) mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, last); mode = va_arg(more, mode_t); va_end(more); }

int open(const char *path, int flags, ...)
{ REAL(open_t, "open"); MODE(flags, flags) return fails(OPEN, path) ? -1 : real(path, flags, mode); }
int open64(const char *path, int flags, ...)
{ REAL(open_t, "open64"); MODE(flags, flags) return fails(OPEN, path) ? -1 : real(path, flags, mode); }
int openat(int at, const char *path, int flags, ...)
{ REAL(openat_t, "openat"); MODE(flags, flags) return fails(OPEN, path) ? -1 : real(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...)
{ REAL(openat_t, "openat64"); MODE(flags, flags) return fails(OPEN, path) ? -1 : real(at, path, flags, mode); }
