#ifndef SLIPWAY_KERNEL_REPORT_H
#define SLIPWAY_KERNEL_REPORT_H

#include "bytes.h"

/**
 * What the kernel says about containers now, for those who look at the machine (`components/inspector/`); a program of
 * its own, so that nobody waits for it. One JSON document on stdout, read by `machine/kernel-report.ts` there:
 *
 *   atMs        CLOCK_MONOTONIC
 *   namespaces  of the machine: inode numbers by name ("net", "pid", …)
 *   groups      a cgroup with processes each, those of the kernel itself left out: its path, the processes in it, and
 *               for those below /docker atMs and what their files say (texts as they are, "" for what is not there)
 *   leftOut     how many processes there are beyond those told of
 *
 * A process: pid, parent, pids (a number a pid namespace, the innermost last), name, argv (cut off at 512 bytes),
 * state, threads, rssBytes, user, namespaces (0 for what a zombie has no more).
 */
int kernel_report_main(void);

/** The document, of cgroups below `folder`. */
void put_kernel_report(struct bytes *out, const char *folder);

#endif
