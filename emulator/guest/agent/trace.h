#ifndef SLIPWAY_TRACE_H
#define SLIPWAY_TRACE_H

#include "stream.h"

/**
 * The steps of containers' lives with their time, the last few hundred: for CONTAINER_STEPS of the protocol, which
 * names them and their details, and, with `agent_trace` on the kernel's command line, for the console as
 * "trace: <monotonic microseconds> <step> <first 7 of the id>".
 */
void trace_enable(void);
/** `step` is kept as the pointer that it is. */
void trace_step(const char *step, const char *id);
/** The same with what the step made, in words separated by spaces. */
void trace_detail(const char *step, const char *id, const char *format, ...) __attribute__((format(printf, 3, 4)));
/** CONTAINER_STEPS */
void container_steps(struct stream *stream, struct reader *arguments);

#endif
