#ifndef SLIPWAY_FLOW_H
#define SLIPWAY_FLOW_H

#include "loop.h"
#include "stream.h"

/** Bytes from a descriptor to a channel of a stream, as fast as the host grants credit. */
struct outlet {
  struct source source;
  struct stream *stream;
  uint8_t channel;
  /** Whoever writes is gone: what can be read now is all there is. */
  bool draining;
  /** All was sent and END with it, or the outlet was stopped. */
  bool over;
  /** Called once, when `over` has come by itself. */
  void (*on_over)(struct outlet *outlet);
  void *owner;
};

/** Takes over `fd`, which must be non-blocking. */
void outlet_start(struct outlet *outlet, struct stream *stream, uint8_t channel, int fd);
/** Credit or room came. */
void outlet_ready(struct outlet *outlet);
void outlet_drain(struct outlet *outlet);
void outlet_stop(struct outlet *outlet);

/**
 * Bytes from a channel of a stream to a descriptor. The other side is granted one window; what the descriptor does
 * not take at once waits here, so never more than that.
 */
struct inlet {
  struct source source;
  struct stream *stream;
  uint8_t channel;
  struct bytes queue;
  /** Taken, but not granted again yet. */
  uint32_t taken;
  bool ended;
  /** A socket: END is passed on as the end of the sending direction. */
  bool isSocket;
  /** Nobody reads any more: bytes are taken and dropped. */
  bool broken;
  /** The descriptor was closed: after END, or because nobody reads. May be NULL, may release the inlet. */
  void (*on_closed)(struct inlet *inlet);
  void *owner;
};

void inlet_start(struct inlet *inlet, struct stream *stream, uint8_t channel, int fd);
void inlet_data(struct inlet *inlet, const uint8_t *bytes, size_t count);
void inlet_end(struct inlet *inlet);
void inlet_stop(struct inlet *inlet);

#endif
