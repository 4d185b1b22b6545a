#include "worker.h"

#include <errno.h>
#include <sched.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "loop.h"
#include "own.h"

/** What goes to the worker; of the text only as much as there is. A fork has its functions at the same addresses. */
struct order {
  chore_work *work;
  struct chore_input input;
};

struct chore {
  chore_done *done;
  void *owner;
  struct chore *next;
  size_t orderBytes;
  struct order order;
};

struct worker {
  struct source source;
  struct child child;
  struct chore *first;
  struct chore *last;
  bool busy;
};

static struct worker workers[LANE_COUNT];

static _Noreturn void serve(int socket) {
  // Whatever the learner waits for goes first; on one CPU this matters.
  setpriority(PRIO_PROCESS, 0, 10);
  sched_setscheduler(0, SCHED_BATCH, &(struct sched_param){0});
  for (;;) {
    static struct order order;
    static struct failure failure;
    if (recv(socket, &order, sizeof order, 0) <= 0) _exit(0);
    memset(&failure, 0, sizeof failure);
    bool done = order.work(&order.input, &failure);
    if (done) failure.error = 0;
    if (send(socket, &failure, offsetof(struct failure, message) + strlen(failure.message) + 1, 0) < 0) _exit(1);
  }
}

static void send_next(struct worker *worker) {
  if (worker->busy || !worker->first) return;
  const struct chore *chore = worker->first;
  if (send(worker->source.fd, &chore->order, chore->orderBytes, 0) < 0) die("a worker is gone: errno %d", errno);
  worker->busy = true;
}

static void on_answer(struct source *source, uint32_t events) {
  (void)events;
  struct worker *worker = (struct worker *)source;
  struct failure failure;
  if (recv(source->fd, &failure, sizeof failure, 0) <= 0) die("a worker is gone");
  struct chore *chore = worker->first;
  worker->first = chore->next;
  worker->busy = false;
  if (chore->done) chore->done(chore->owner, failure.error == 0, &failure);
  free(chore);
}

static void on_exited(struct child *child, int status) {
  (void)child;
  die("a worker exited with status %d", exit_code_of(status));
}

void workers_prepare(void) {
  for (int lane = 0; lane < LANE_COUNT; lane++) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0) die("no socket pair: errno %d", errno);
    pid_t pid = fork();
    if (pid < 0) die("no worker: errno %d", errno);
    if (pid == 0) {
      close(ends[0]);
      serve(ends[1]);
    }
    close(ends[1]);
    struct worker *worker = &workers[lane];
    worker->source = (struct source){.fd = ends[0], .ready = on_answer};
    source_watch(&worker->source, EPOLLIN);
    worker->child.exited = on_exited;
    child_watch(&worker->child, pid);
  }
}

void worker_add(enum lane lane, chore_work *work, const struct chore_input *input, chore_done *done, void *owner) {
  size_t textBytes = strlen(input->text) + 1;
  struct chore *chore = allocate(offsetof(struct chore, order.input.text) + textBytes);
  chore->done = done;
  chore->owner = owner;
  chore->next = NULL;
  chore->orderBytes = offsetof(struct order, input.text) + textBytes;
  chore->order.work = work;
  memcpy(chore->order.input.numbers, input->numbers, sizeof input->numbers);
  memcpy(chore->order.input.text, input->text, textBytes);
  struct worker *worker = &workers[lane];
  if (worker->first) worker->last->next = chore;
  else worker->first = chore;
  worker->last = chore;
}

void workers_send(void) {
  for (int lane = 0; lane < LANE_COUNT; lane++) send_next(&workers[lane]);
}
