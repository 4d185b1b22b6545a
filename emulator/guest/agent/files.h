#ifndef SLIPWAY_FILES_H
#define SLIPWAY_FILES_H

#include "stream.h"

/** The guest's files, for the editor and the engine. */
void file_read(struct stream *stream, struct reader *arguments);
void file_write(struct stream *stream, struct reader *arguments);
void file_stat(struct stream *stream, struct reader *arguments);
void file_list(struct stream *stream, struct reader *arguments);
void file_mkdir(struct stream *stream, struct reader *arguments);
void file_remove(struct stream *stream, struct reader *arguments);
void file_rename(struct stream *stream, struct reader *arguments);
/** Many small ones in one answer. */
void files_read(struct stream *stream, struct reader *arguments);

/** The name of a file that `file_write` has not finished. */
bool file_is_temporary(const char *name);

#endif
