#include "loop.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "failure.h"

static int epollFd = -1;
static struct timer *timers;

void source_watch(struct source *source, uint32_t events) {
  if (source->watched == events) return;
  int change = !source->watched ? EPOLL_CTL_ADD : events ? EPOLL_CTL_MOD : EPOLL_CTL_DEL;
  struct epoll_event event = {.events = events, .data.ptr = source};
  if (epoll_ctl(epollFd, change, source->fd, &event) < 0 && change != EPOLL_CTL_DEL)
    die("epoll_ctl on descriptor %d: errno %d", source->fd, errno);
  source->watched = events;
}

int64_t now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void timer_stop(struct timer *timer) {
  for (struct timer **at = &timers; *at; at = &(*at)->next)
    if (*at == timer) {
      *at = timer->next;
      return;
    }
}

void timer_start(struct timer *timer, int64_t delayMs) {
  timer_stop(timer);
  timer->dueMs = now_ms() + delayMs;
  timer->next = timers;
  timers = timer;
}

/** Milliseconds until the next timer is due, -1 without one. */
static int next_timeout(void) {
  if (!timers) return -1;
  int64_t earliest = timers->dueMs;
  for (struct timer *timer = timers; timer; timer = timer->next)
    if (timer->dueMs < earliest) earliest = timer->dueMs;
  int64_t left = earliest - now_ms();
  return left < 0 ? 0 : (int)left;
}

static void run_due_timers(void) {
  if (!timers) return;
  int64_t now = now_ms();
  for (struct timer *timer = timers; timer; timer = timer->next)
    if (timer->dueMs <= now) {
      timer_stop(timer);
      timer->due(timer);
      return;
    }
}

static void on_signal(struct source *source, uint32_t events);
static struct source signals = {.fd = -1, .ready = on_signal};

static void on_signal(struct source *source, uint32_t events) {
  (void)events;
  struct signalfd_siginfo info;
  while (read(source->fd, &info, sizeof info) > 0) continue;
  reap_children();
}

void loop_prepare(void) {
  // Only SIGCHLD matters: PID 1 ignores what it does not handle, and a broken pipe is an errno here.
  sigset_t blocked;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGCHLD);
  sigprocmask(SIG_BLOCK, &blocked, NULL);
  signal(SIGPIPE, SIG_IGN);
  epollFd = epoll_create1(EPOLL_CLOEXEC);
  signals.fd = signalfd(-1, &blocked, SFD_NONBLOCK | SFD_CLOEXEC);
  if (epollFd < 0 || signals.fd < 0) die("no epoll or signalfd: errno %d", errno);
  source_watch(&signals, EPOLLIN);
}

void loop_run(void (*before_wait)(void)) {
  for (;;) {
    before_wait();
    // One event at a time: a callback may release any other source.
    struct epoll_event event;
    int count = epoll_wait(epollFd, &event, 1, next_timeout());
    if (count < 0 && errno != EINTR) die("epoll_wait: errno %d", errno);
    if (count == 1) {
      struct source *source = event.data.ptr;
      source->ready(source, event.events);
    }
    run_due_timers();
  }
}
