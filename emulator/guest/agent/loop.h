#ifndef SLIPWAY_LOOP_H
#define SLIPWAY_LOOP_H

#include <stdint.h>
#include <sys/types.h>

/** The agent's one thread waits here, and only here. Everything it waits for calls back from `loop_run`. */

/** A descriptor that is waited for. Embed it; zero `watched` before the first use. */
struct source {
  int fd;
  uint32_t watched;
  void (*ready)(struct source *source, uint32_t events);
};

/**
 * Waits for EPOLLIN and EPOLLOUT as asked, 0 for neither. Nothing asked means not in epoll at all: a hung-up
 * descriptor would otherwise report EPOLLHUP again and again.
 */
void source_watch(struct source *source, uint32_t events);

struct timer {
  int64_t dueMs;
  struct timer *next;
  void (*due)(struct timer *timer);
};

/** Calls `due` once after `delayMs`; a timer that waits already is set anew. */
void timer_start(struct timer *timer, int64_t delayMs);
void timer_stop(struct timer *timer);

/** A child process of the agent, by birth or because it inherited it as PID 1. */
struct child {
  pid_t pid;
  struct child *next;
  /** `status` as waitpid(2) gives it. */
  void (*exited)(struct child *child, int status);
};

/** Calls `exited` once, from the loop; `pid` was just started by the agent. */
void child_watch(struct child *child, pid_t pid);
/** The same for a process that was inherited, and may have exited already (see below). */
void child_adopt(struct child *child, pid_t pid);

/**
 * While an OCI runtime is at work its detached processes are inherited before their pid is known: the exits of
 * unknown children are kept between these two calls, which nest.
 */
void child_expect_unknown(void);
void child_expect_no_more(void);

/** Waits for all children that exited; the loop calls it on SIGCHLD. */
void reap_children(void);

/** Exit code as a shell gives it: 128 + signal when killed by one. */
int exit_code_of(int status);

int64_t now_ms(void);

void loop_prepare(void);
/** Runs for ever; `before_wait` is called before each wait. */
_Noreturn void loop_run(void (*before_wait)(void));

#endif
