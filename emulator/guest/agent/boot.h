#ifndef SLIPWAY_BOOT_H
#define SLIPWAY_BOOT_H

#include <stdbool.h>

/** What PID 1 does before there is a link. A step that fails is printed; the rest goes on, a console helps then. */

/** Leaves the initramfs, which cannot be pivot_root'ed from, for a mount of itself that can. */
void boot_leave_initramfs(void);
/** proc, sysfs, devices, tmpfs, the cgroup tree. */
void boot_mount_filesystems(void);
/** Host name, loopback, limits, sysctls as Docker sets them. */
void boot_configure(void);
/** A word of the kernel's command line. */
bool boot_wants(const char *word);
/** A shell on the serial console, for debugging; started again whenever it ends. */
void boot_start_console_shell(void);

#endif
