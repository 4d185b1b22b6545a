#ifndef SLIPWAY_PROTOCOL_H
#define SLIPWAY_PROTOCOL_H

/**
 * The protocol between the page's side ("host") and the agent in the guest ("guest").
 * This comment stands in `emulator/link/protocol.ts` and in `emulator/guest/agent/protocol.h`; keep them equal.
 * `golden-vectors.txt` beside this file ("name hex" per line) is decoded and encoded by the tests of both sides.
 *
 * A connection is a reliable, ordered byte stream: a generic virtio-console port between host and agent, or the
 * unix socket /run/slipway/docker.sock between the guest's `docker` client and the agent, which relays frames and
 * only renumbers streams. Integers are little-endian.
 *
 *   frame   = u32 payloadBytes (at most 65,536) · u8 type · u8 channel · u16 zero · u32 stream · payload
 *   string  = u32 byteLength · UTF-8 bytes
 *   list<T> = u32 count · items
 *
 * The first frame on a connection is HELLO from the host (from the client on the unix socket), answered by HELLO; another
 * magic or version is fatal and named in a RESET of stream 0. HELLO drops every stream there was: processes whose stream is dropped
 * are sent SIGHUP, containers are killed. Anything malformed (bad length, unknown type, trailing bytes, a
 * stream that is not open, data beyond the credit) is answered by RESET of that stream, or of stream 0 when the
 * framing itself is lost; it never crashes either side.
 *
 * A stream is one operation. The caller opens it (host: odd numbers; guest: even; never reused in a connection),
 * the callee closes it. Channel 0 carries caller → callee, 1 and 2 callee → caller. A channel starts with no
 * credit: the receiver grants bytes with CREDIT and the sender never has more DATA under way than granted.
 *
 *   type     direction        payload
 *   HELLO    both             u32 magic 0x50494c53 ("SLIP") · u32 version
 *   OPEN     caller → callee  u16 operation · its arguments
 *   STARTED  callee → caller  u32 pid                 (SPAWN, CONTAINER_START, CONTAINER_EXEC; once)
 *   DATA     both             bytes on `channel`
 *   END      both             no more DATA on `channel`
 *   CREDIT   both             u32 more bytes of DATA granted on `channel`
 *   CONTROL  both             u16 control · its arguments
 *   CLOSE    callee → caller  u32 errno (0 = done) · string message · the operation's result; the stream is over
 *   RESET    both             string reason; the stream is over, its work is abandoned
 *
 * CLOSE comes after all DATA of channels 1 and 2. A process result is u32 exitCode · u8 oomKilled.
 */
#define PROTOCOL_MAGIC 0x50494c53u
#define PROTOCOL_VERSION 1u
#define MAX_PAYLOAD_BYTES 65536u
#define MAX_PLACED_BYTES 1048576u
#define HEADER_BYTES 12u

enum frame_type {
  FRAME_HELLO = 1,
  FRAME_OPEN,
  FRAME_STARTED,
  FRAME_DATA,
  FRAME_END,
  FRAME_CREDIT,
  FRAME_CONTROL,
  FRAME_CLOSE,
  FRAME_RESET,
};

enum control {
  /** u16 rows · u16 columns (caller → callee) */
  CONTROL_RESIZE = 1,
  /** u32 signal (caller → callee) */
  CONTROL_SIGNAL = 2,
  /** u8 on: raw mode of the client's terminal (callee → caller of CLI) */
  CONTROL_RAW = 3,
  /**
   * u64 offset · u32 length (at most 1,048,576): bytes of channel 1, in order with its DATA but not of its credit, lie on
   * the layers disk at a multiple of 4,096 until they are TAKEN (callee → caller of CLI, which reads them past its
   * page cache)
   */
  CONTROL_PLACED = 4,
  /** u32 length: as much of what was PLACED is read (caller → callee of CLI) */
  CONTROL_TAKEN = 5,
};

/**
 * Operations and their arguments → result. Paths are absolute. `terminal` is u8 0/1 · u16 rows · u16 columns.
 *
 * SPAWN            list<string> argv · list<string> env · string cwd · terminal → process result
 * SET_TIME         u64 unixNanoseconds · string entropy (bytes added to the random pool) → nothing
 * MOUNT_DATA       → nothing. /dev/sdb (ext4) at /var/lib/docker, with its folders; workspace at /workspace
 * MOUNT_LAYER      string id · u64 offset · u64 sizeBytes → nothing
 * UNMOUNT_LAYER    string id → nothing
 * CONTAINER_START  string id · list<string> layers · string configJson · terminal · u8 openStdin
 *                  · list<endpoint> · list<file> → process result
 *                  endpoint = string interfaceName · string bridge · string mac · string addressCidr · string gateway
 *                  ('': no default route) · u8 names (1: DNS is answered at 127.0.0.11 in the container)
 *                  file = string path · string content
 * CONTAINER_EXEC   string id · string processJson · terminal · u8 openStdin → process result
 * CONTAINER_SIGNAL string id · u32 signal → nothing
 * CONTAINER_FREEZE string id · u8 frozen → nothing
 * CONTAINER_REMOVE string id → nothing
 * BRIDGE_CREATE    string name · string addressCidr → nothing
 * BRIDGE_REMOVE    string name → nothing
 * DIAL             string containerId ('' = the guest) · string address · u16 port → nothing; STARTED (pid 0) when
 *                  connected, then channel 0 and 1 are the connection
 * FILE_READ        string path · u64 offset · u64 length (all ones: to the end) → nothing; bytes on channel 1
 * FILE_WRITE       string path · u32 mode → nothing; bytes on channel 0 until END; temporary file, then rename. With
 *                  bit 31 of the mode a file that is there is written over at the end: it keeps inode, owner and mode
 * FILE_STAT        string path → status = u32 mode · u32 uid · u32 gid · u64 sizeBytes · u64 modifiedMs · string target
 * FILE_LIST        string path → list<string name · status> as bytes on channel 1 (u32 count first)
 * FILE_MKDIR       string path · u32 mode (with parents) → nothing
 * FILE_REMOVE      string path · u8 recursive → nothing; a missing file is ENOENT
 * FILE_RENAME      string from · string to → nothing
 * WATCH            string path → STARTED (pid 0), then on channel 1: u8 kind (1 created, 2 changed, 3 removed) · string
 *                  relative path, again and again, until RESET; 2 of '' when changes were lost: look at everything
 * SYNC             → nothing. sync(2)
 * SETTLE           → nothing. Before a snapshot: sync, drop caches, compact memory
 * PORT_PUBLISH     string containerId · u8 protocol (6 TCP, 17 UDP) · string hostAddress · u16 hostPort · string address
 *                  · u16 port → nothing. Listens in the guest and relays to the container's address until it ends
 * PORT_UNPUBLISH   string containerId → nothing. All ports of the container, of which there may be none
 * NETWORK_CONNECT  string id · endpoint · list<file> → nothing. One more interface in a running container; the files
 *                  are written in place
 * NETWORK_DISCONNECT string id · string interfaceName · string gateway · list<file> → nothing. The interface goes; the
 *                  default route leads through `gateway` then ('': where it led, if that interface is left)
 * FILES_READ       list<string> paths → list<string content>, '' for one that cannot be read. Small files of /proc and
 *                  /sys, many at once; at most 16 KB of each, and of all what fits in the answer
 * EXCHANGE         string containerId ('' = the guest) · string address · u16 port · u32 timeoutMs · string datagram
 *                  → string answer. One UDP datagram there and the first that comes back
 * CONTAINER_STEPS  string id → u64 nowMicroseconds · list<string step · u64 microseconds · string detail>, by the guest's
 *                  monotonic clock, the oldest first. What was done for the container, as far as it is remembered:
 *                  start (the request came) · overlay 'MERGED OPTIONS' of mount(2) · files · namespace 'PATH' · pair 'HOST-END
 *                  BRIDGE NAME MAC ADDRESS GATEWAY' · network · crun 'COMMAND' (it runs) · crun-done · created 'PID CGROUP
 *                  KIND:[INODE]…' (namespaces that are not the guest's) · begin (it becomes the container's program) · exit ·
 *                  closed (all output is sent) · cleaned 'done' or why not
 *
 * Opened by the guest:
 * API              → nothing; channel 0 and 1 are a connection to /var/run/docker.sock (HTTP/1.1)
 * CLI              list<string> argv (without argv[0]) · list<string> env · string cwd
 *                  · u8 terminals (1 stdin, 2 stdout, 4 stderr; 8: takes PLACED) · u16 rows · u16 columns → u32 exitCode
 * DNS              string containerId ('' = the guest) · u8 tcp · string query (a message of RFC 1035) → string answer; '' for none
 * MIRROR           → nothing; channel 0 and 1 are a connection to port 80 of the package archives' address (HTTP/1.1)
 */
enum operation {
  OPERATION_SPAWN = 1,
  OPERATION_SET_TIME,
  OPERATION_MOUNT_DATA,
  OPERATION_MOUNT_LAYER,
  OPERATION_UNMOUNT_LAYER,
  OPERATION_CONTAINER_START,
  OPERATION_CONTAINER_EXEC,
  OPERATION_CONTAINER_SIGNAL,
  OPERATION_CONTAINER_FREEZE,
  OPERATION_CONTAINER_REMOVE,
  OPERATION_BRIDGE_CREATE,
  OPERATION_BRIDGE_REMOVE,
  OPERATION_DIAL,
  OPERATION_FILE_READ,
  OPERATION_FILE_WRITE,
  OPERATION_FILE_STAT,
  OPERATION_FILE_LIST,
  OPERATION_FILE_MKDIR,
  OPERATION_FILE_REMOVE,
  OPERATION_FILE_RENAME,
  OPERATION_WATCH,
  OPERATION_SYNC,
  OPERATION_SETTLE,
  OPERATION_PORT_PUBLISH,
  OPERATION_PORT_UNPUBLISH,
  OPERATION_NETWORK_CONNECT = 26,
  OPERATION_NETWORK_DISCONNECT = 27,
  OPERATION_FILES_READ = 29,
  OPERATION_EXCHANGE = 30,
  OPERATION_CONTAINER_STEPS = 31,
  OPERATION_API = 128,
  OPERATION_CLI = 129,
  OPERATION_DNS = 130,
  OPERATION_MIRROR = 131,
};

#endif
