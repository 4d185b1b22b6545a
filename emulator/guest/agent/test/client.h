#ifndef SLIPWAY_TEST_CLIENT_H
#define SLIPWAY_TEST_CLIENT_H

#include "../frame.h"
#include "../reader.h"

/** The host's side of a link to `agent --serve`, for tests: blocking, a frame at a time. */

/** Starts the agent and connects; every wait ends the test after ten seconds. */
void client_start(const char *agent, const char *socketPath);
void client_stop(void);
void client_connect(void);
void client_disconnect(void);
void client_hello(void);

/** Frames are put here; `client_send` sends them. */
struct bytes *client_output(void);
void client_send(void);
/** The next frame; it stays valid until the next call. */
struct frame client_receive(void);
/** The next frame, which must be of this type and stream. */
struct frame client_expect(enum frame_type type, uint32_t stream);
/** A stream that the agent opens. */
struct frame client_expect_opened(enum operation operation);
/** Collects DATA of a channel, granting what was received, until the stream is closed; the CLOSE frame. */
struct frame client_collect(uint32_t stream, uint8_t channel, struct bytes *data);

/** Starts OPEN; put the arguments, then frame_finish. */
size_t client_open(uint32_t stream, enum operation operation);
/** SPAWN of `sh -c script` without a terminal. */
void client_spawn(uint32_t stream, const char *script);
/** Exit code of a CLOSE; the errno must be 0. */
uint32_t client_exit_code(const struct frame *close);

#endif
