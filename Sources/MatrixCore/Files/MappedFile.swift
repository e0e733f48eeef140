#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A whole file mapped into memory. Pages come from disk when they are touched.
@safe
package struct MappedFile: ~Copyable {
  let start: UnsafeMutableRawPointer
  package let length: Int

  package init(path: String) throws(FileError) { (start, length) = try Self.map(path) }

  private static func map(_ path: String) throws(FileError) -> (UnsafeMutableRawPointer, Int) {
    // Without O_NONBLOCK, opening a pipe would wait for somebody to write to it.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError(path: path, operation: .open, code: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(path: path, operation: .read, code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      guard status.st_mode & S_IFMT == S_IFDIR else {
        throw FileError(path: path, operation: .readSpecial, code: EINVAL)
      }
      throw FileError(path: path, operation: .read, code: EISDIR)
    }
    let length = Int(status.st_size)
    // Private and writable: a matrix may change its elements, which copies pages and leaves the file alone.
    let access = PROT_READ | PROT_WRITE
    // A mapping cannot be empty; one page of nothing stands for an empty file.
    let mapped =
      length == 0
      ? mmap(nil, 1, access, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
      : mmap(nil, length, access, MAP_PRIVATE | MAP_NORESERVE, descriptor, 0)
    guard let mapped, mapped != MAP_FAILED else { throw FileError(path: path, operation: .map, code: errno) }
    return (mapped, length)
  }

  deinit { munmap(start, max(length, 1)) }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: length) }

  /// The file's bytes, for readers outside this module.
  package var octets: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      let octets = UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: length)
      return _overrideLifetime(octets.span, borrowing: self)
    }
  }

  /// Hands the mapping to a matrix whose elements begin `offset` bytes into the file.
  consuming func adopted<Scalar>(as: Scalar.Type, offset: Int, count: Int) -> MatrixStorage<Scalar> {
    let base = (start + offset).bindMemory(to: Scalar.self, capacity: count)
    let storage = MatrixStorage(
      adopting: base, count: count, origin: .file(start: start, length: max(length, 1)))
    discard self
    return storage
  }
}
