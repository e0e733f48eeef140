#define _GNU_SOURCE
#include "TextFile.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

void text_path_append(text_path *path, const char *part) {
  const size_t length = strlen(part);
  if (!path->complete || length >= text_path_capacity - path->length) {
    path->complete = false;
    return;
  }
  memcpy(path->text + path->length, part, length + 1);
  path->length += length;
}

void text_path_set(text_path *path, const char *part, ...) {
  path->length = 0;
  path->text[0] = '\0';
  path->complete = true;
  va_list parts;
  va_start(parts, part);
  for (const char *next = part; next != NULL; next = va_arg(parts, const char *)) text_path_append(path, next);
  va_end(parts);
}

void text_path_cut(text_path *path, size_t length) {
  path->length = length;
  path->text[length] = '\0';
}

bool text_open(text_reader *reader, const text_path *path) {
  reader->position = reader->filled = 0;
  reader->file = path->complete ? open(path->text, O_RDONLY | O_CLOEXEC) : -1;
  return reader->file >= 0;
}

void text_close(text_reader *reader) {
  if (reader->file >= 0) close(reader->file);
  reader->file = -1;
}

/// The next byte; -1 at the end or on an error.
static int next_byte(text_reader *reader) {
  if (reader->position == reader->filled) {
    ssize_t count;
    do {
      count = read(reader->file, reader->buffer, sizeof reader->buffer);
    } while (count < 0 && errno == EINTR);
    if (count <= 0) return -1;
    reader->position = 0;
    reader->filled = (size_t)count;
  }
  return (unsigned char)reader->buffer[reader->position++];
}

bool text_next_line(text_reader *reader, char *line, size_t capacity) {
  if (reader->file < 0) return false;
  size_t length = 0;
  int byte = next_byte(reader);
  const bool any = byte >= 0;
  for (; byte >= 0 && byte != '\n'; byte = next_byte(reader)) {
    if (length + 1 < capacity) line[length++] = (char)byte;
  }
  line[length] = '\0';
  if (!any) text_close(reader);
  return any;
}

bool text_first_line(const text_path *path, char *line, size_t capacity) {
  text_reader reader;
  if (!text_open(&reader, path)) return false;
  const bool found = text_next_line(&reader, line, capacity);
  text_close(&reader);
  return found;
}

bool text_number(const text_path *path, int64_t *value) {
  char line[64];
  return text_first_line(path, line, sizeof line) && text_parse_number(line, value) != NULL;
}

bool text_number_of_key(const text_path *path, const char *key, int64_t *value) {
  text_reader reader;
  if (!text_open(&reader, path)) return false;
  char line[256];
  bool found = false;
  while (!found && text_next_line(&reader, line, sizeof line)) {
    found = strncmp(line, key, strlen(key)) == 0 && text_parse_number(line + strlen(key), value) != NULL;
  }
  text_close(&reader);
  return found;
}

const char *text_parse_number(const char *text, int64_t *value) {
  while (isspace((unsigned char)*text)) text++;
  if (*text < '0' || *text > '9') return NULL;
  int64_t number = 0;
  for (; *text >= '0' && *text <= '9'; text++) {
    if (__builtin_mul_overflow(number, 10, &number) || __builtin_add_overflow(number, *text - '0', &number)) {
      number = INT64_MAX;
    }
  }
  *value = number;
  return text;
}
