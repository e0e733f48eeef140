#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Matrix {
  /// A zero matrix that lives in a new `.npy` file: what is written to it is written to disk, so that results larger than
  /// memory can be made. The disk space is reserved at once: a full disk is an error here, not a crash later.
  ///
  /// Shapes: `rows` × `columns` in C order. Errors: `FileError`, also when the file is there already.
  public static func npy(creating path: String, rows: Int, columns: Int) throws(NPYError) -> Matrix {
    let header = NPYWriter.header(shape: "(\(rows), \(columns))", Scalar.self)
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    let (bytes, tooLarge) = count.multipliedReportingOverflow(by: MemoryLayout<Scalar>.stride)
    guard rows >= 0, columns >= 0, !overflow, !tooLarge, bytes <= Int.max - header.count else {
      throw .tooLarge(path: path, shape: [rows, columns])
    }
    do {
      let start = try reserve(path, header: header, bytes: header.count + bytes)
      let base = (start + header.count).bindMemory(to: Scalar.self, capacity: count)
      let storage = MatrixStorage(
        adopting: base, count: count, origin: .file(start: start, length: header.count + bytes))
      return Matrix(rows: rows, columns: columns, layout: .rowMajor, storage: storage)
    } catch { throw .file(error) }
  }

  private static func reserve(
    _ path: String, header: [UInt8], bytes: Int
  ) throws(FileError) -> UnsafeMutableRawPointer {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(path: path, operation: .create, code: errno) }
    defer { close(descriptor) }
    // posix_fallocate returns its error; writing to a sparse mapping on a full disk would raise SIGBUS instead.
    let failure = posix_fallocate(descriptor, 0, off_t(bytes))
    guard failure == 0 else {
      unlink(path)
      throw FileError(path: path, operation: .write, code: failure)
    }
    let mapped = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
    guard let mapped, mapped != MAP_FAILED else {
      let failure = errno
      unlink(path)
      throw FileError(path: path, operation: .map, code: failure)
    }
    mapped.copyMemory(from: header, byteCount: header.count)
    return mapped
  }
}
