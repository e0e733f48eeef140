// Reading the small text files of /proc and /sys without allocating.
#ifndef LEONTIEF_CPLATFORM_TEXTFILE_H
#define LEONTIEF_CPLATFORM_TEXTFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { text_path_capacity = 4096, text_line_capacity = 4096 };

/// A path in place. `complete` turns false, for good, when something did not fit: such a path must not be opened.
typedef struct {
  char text[text_path_capacity];
  size_t length;
  bool complete;
} text_path;

/// A file read line by line; `file` is -1 when it could not be opened.
typedef struct {
  int file;
  size_t position, filled;
  char buffer[4096];
} text_reader;

/// The path made of the parts, which end with NULL.
void text_path_set(text_path *path, const char *part, ...) __attribute__((sentinel));
void text_path_append(text_path *path, const char *part);
void text_path_cut(text_path *path, size_t length);

bool text_open(text_reader *reader, const text_path *path);
/// The next line without its end, cut to the capacity. False at the end of the file, which is then closed.
bool text_next_line(text_reader *reader, char *line, size_t capacity);
void text_close(text_reader *reader);

/// The first line of a file. False if there is none.
bool text_first_line(const text_path *path, char *line, size_t capacity);
/// The number a file begins with; false if it does not.
bool text_number(const text_path *path, int64_t *value);
/// The number behind `key` (with its separator) on the line that begins with it; false if no line does.
bool text_number_of_key(const text_path *path, const char *key, int64_t *value);

/// Reads a decimal number after spaces, held at INT64_MAX. Returns what follows it, NULL if there is no digit.
const char *text_parse_number(const char *text, int64_t *value);

#endif
