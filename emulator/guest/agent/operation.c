#include "operation.h"

#include "clock.h"
#include "container.h"
#include "data-disk.h"
#include "dial.h"
#include "exchange.h"
#include "files.h"
#include "layer.h"
#include "network.h"
#include "port.h"
#include "process.h"
#include "trace.h"
#include "watch.h"

static void create_bridge(struct stream *stream, struct reader *arguments) {
  struct failure failure;
  const char *name = read_text(arguments);
  const char *addressCidr = read_text(arguments);
  stream_answer(stream, network_create_bridge(name, addressCidr, &failure), &failure);
}

static void remove_bridge(struct stream *stream, struct reader *arguments) {
  struct failure failure;
  stream_answer(stream, network_remove_bridge(read_text(arguments), &failure), &failure);
}

/** What may be asked of the agent. The arguments are in the order of `operationSignatures`. */
static void (*const operations[])(struct stream *stream, struct reader *arguments) = {
  [OPERATION_SPAWN] = spawn_process,
  [OPERATION_SET_TIME] = set_time,
  [OPERATION_MOUNT_DATA] = mount_data,
  [OPERATION_MOUNT_LAYER] = mount_layer,
  [OPERATION_UNMOUNT_LAYER] = unmount_layer,
  [OPERATION_CONTAINER_START] = start_container,
  [OPERATION_CONTAINER_EXEC] = exec_in_container,
  [OPERATION_CONTAINER_SIGNAL] = signal_container,
  [OPERATION_CONTAINER_FREEZE] = freeze_container,
  [OPERATION_CONTAINER_REMOVE] = remove_container,
  [OPERATION_BRIDGE_CREATE] = create_bridge,
  [OPERATION_BRIDGE_REMOVE] = remove_bridge,
  [OPERATION_DIAL] = dial_address,
  [OPERATION_FILE_READ] = file_read,
  [OPERATION_FILE_WRITE] = file_write,
  [OPERATION_FILE_STAT] = file_stat,
  [OPERATION_FILE_LIST] = file_list,
  [OPERATION_FILE_MKDIR] = file_mkdir,
  [OPERATION_FILE_REMOVE] = file_remove,
  [OPERATION_FILE_RENAME] = file_rename,
  [OPERATION_WATCH] = watch_folder,
  [OPERATION_SYNC] = sync_disks,
  [OPERATION_SETTLE] = settle,
  [OPERATION_PORT_PUBLISH] = publish_port,
  [OPERATION_PORT_UNPUBLISH] = unpublish_ports,
  [OPERATION_NETWORK_CONNECT] = connect_container,
  [OPERATION_NETWORK_DISCONNECT] = disconnect_container,
  [OPERATION_FILES_READ] = files_read,
  [OPERATION_EXCHANGE] = exchange_datagrams,
  [OPERATION_CONTAINER_STEPS] = container_steps,
};

static void on_dropped(struct stream *stream) {
  (void)stream;
}

void operation_start(struct stream *stream, enum operation operation, struct reader *arguments) {
  static const struct stream_events nothing = {.dropped = on_dropped};
  stream_serve(stream, &nothing, NULL);
  operations[operation](stream, arguments);
}
