#ifndef SLIPWAY_TRACE_H
#define SLIPWAY_TRACE_H

/** With `agent_trace` on the kernel's command line the steps of a container's life are printed with their time. */
void trace_enable(void);
/** "trace: <monotonic microseconds> <step> <first 7 of the id>" on the console. */
void trace_step(const char *step, const char *id);

#endif
