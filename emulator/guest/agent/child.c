#include <stdbool.h>
#include <stddef.h>
#include <sys/wait.h>

#include "loop.h"

/** Watched children, and exits that came in and were not handed out yet. */
static struct child *children;

struct unclaimed {
  pid_t pid;
  int status;
};

/** More cannot be under way: each OCI runtime call leaves one process, and few run at a time. */
static const unsigned unclaimedLimit = 256;
static struct unclaimed unclaimed[256];
static unsigned unclaimedCount;
static unsigned expectations;

int exit_code_of(int status) {
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static struct child *unlink_child(pid_t pid) {
  for (struct child **at = &children; *at; at = &(*at)->next)
    if ((*at)->pid == pid) {
      struct child *child = *at;
      *at = child->next;
      return child;
    }
  return NULL;
}

static void forget_unclaimed(unsigned index) {
  unclaimedCount--;
  for (; index < unclaimedCount; index++) unclaimed[index] = unclaimed[index + 1];
}

/** Hands out one exit whose process is watched; callbacks may watch more. */
static bool hand_out(void) {
  for (unsigned index = 0; index < unclaimedCount; index++) {
    struct unclaimed found = unclaimed[index];
    struct child *child = unlink_child(found.pid);
    if (!child) continue;
    forget_unclaimed(index);
    child->exited(child, found.status);
    return true;
  }
  return false;
}

/**
 * Exits are collected first and handed out then: an OCI runtime and the process it left may be gone in the same
 * moment, in any order, and the runtime's exit is what tells the other's pid.
 */
void reap_children(void) {
  int status;
  for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
    if (unclaimedCount == unclaimedLimit) {
      while (hand_out()) continue;
      if (unclaimedCount == unclaimedLimit) unclaimedCount = 0;
    }
    unclaimed[unclaimedCount++] = (struct unclaimed){pid, status};
  }
  while (hand_out()) continue;
  if (!expectations) unclaimedCount = 0;
}

void child_expect_unknown(void) {
  expectations++;
}

void child_expect_no_more(void) {
  expectations--;
}

static void watch(struct child *child, pid_t pid) {
  child->pid = pid;
  child->next = children;
  children = child;
}

void child_watch(struct child *child, pid_t pid) {
  // An exit noted under this number was of an earlier process.
  for (unsigned index = unclaimedCount; index-- > 0;)
    if (unclaimed[index].pid == pid) forget_unclaimed(index);
  watch(child, pid);
}

static void hand_out_later(struct timer *timer) {
  (void)timer;
  reap_children();
}

void child_adopt(struct child *child, pid_t pid) {
  static struct timer timer = {.due = hand_out_later};
  watch(child, pid);
  // Not here and now: the caller is not ready for the callback yet.
  timer_start(&timer, 0);
}
