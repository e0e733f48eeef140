import MatrixCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The folder in which calibrations are kept: `$LEONTIEF_CACHE`, else `$XDG_CACHE_HOME/leontief`, else `~/.cache/leontief`.
/// One file for each key; a file that is not what it should be is ignored, and replaced by the next calibration.
package struct CalibrationCache: Sendable {
  /// Nil when the environment names no folder.
  let folder: String?

  package init(environment: (String) -> String?) {
    func value(_ name: String) -> String? { environment(name).flatMap { $0.isEmpty ? nil : $0 } }
    if let own = value("LEONTIEF_CACHE") {
      folder = own
    } else if let common = value("XDG_CACHE_HOME"), common.hasPrefix("/") {
      folder = "\(common)/leontief"
    } else {
      folder = value("HOME").map { "\($0)/.cache/leontief" }
    }
  }

  package func path(for key: CalibrationKey) -> String? { folder.map { "\($0)/calibration-\(key.fingerprint).txt" } }

  package func load(_ key: CalibrationKey) -> CalibrationOutcome {
    guard let path = path(for: key) else { return .none }
    switch FileStatus(path) {
    case .nothing: return .none
    case .file: break
    case .folder, .other: return .unusable(path: path, reason: "it is not a file")
    }
    guard let text = Self.text(path) else { return .unusable(path: path, reason: "it cannot be read") }
    do throws(Calibration.Unusable) {
      return .found(try Calibration(text, key: key), path: path)
    } catch {
      return .unusable(path: path, reason: error.reason)
    }
  }

  /// The newest calibration with these lines of the host, whichever library it is of: what it tells of the host and of the
  /// Swift kernels holds without one.
  package func newest(ofHost lines: [String]) -> Calibration? {
    var newest: (calibration: Calibration, made: (Int, Int))?
    for path in files {
      guard let text = Self.text(path), let calibration = try? Calibration(text), calibration.key.lines.starts(with: lines),
        let made = FileIdentity.modified(path), newest.map({ $0.made < made }) ?? true
      else { continue }
      newest = (calibration, made)
    }
    return newest?.calibration
  }

  /// The files that bear a calibration's name.
  private var files: [String] {
    guard let folder, let entries = opendir(folder) else { return [] }
    defer { closedir(entries) }
    var paths: [String] = []
    while let entry = readdir(entries) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name.hasPrefix("calibration-"), name.hasSuffix(".txt") { paths.append("\(folder)/\(name)") }
    }
    return paths
  }

  /// Removes every calibration, whatever its host and version. Returns their files. Errors: `FileError` of the first that cannot
  /// be removed.
  package func removeAll() throws(FileError) -> [String] {
    let paths = files.sorted()
    for path in paths where unlink(path) != 0 && errno != ENOENT {
      throw FileError(path: path, operation: .remove, code: errno)
    }
    return paths
  }

  /// Keeps a calibration, whole or not at all. Returns its file; nil when there is no place for it, which harms nothing.
  package func store(_ calibration: Calibration) -> String? {
    guard let folder, let path = path(for: calibration.key) else { return nil }
    Self.make(folder)
    do throws(FileError) {
      var file = try ReplacementFile(path: path)
      try file.write(calibration.text)
      try file.commit()
      return path
    } catch {
      return nil
    }
  }

  /// Makes a folder and those above it; whether that went well shows when a file is made in it.
  private static func make(_ folder: String) {
    var path = folder.hasPrefix("/") ? "/" : ""
    for part in folder.split(separator: "/") {
      path += "\(part)/"
      mkdir(path, 0o755)
    }
  }

  /// The text of a file of a calibration's size.
  private static func text(_ path: String) -> String? {
    let most = 64 << 10
    guard let file = fopen(path, "re") else { return nil }
    defer { fclose(file) }
    let bytes = [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
      count = fread(buffer.baseAddress, 1, most, file)
    }
    return bytes.count < most && ferror(file) == 0 ? String(validating: bytes, as: UTF8.self) : nil
  }
}

extension Calibration {
  /// Removes every calibration that is kept for this user. Returns their files. Errors: `FileError`.
  public static func removeAll() throws(FileError) -> [String] {
    try CalibrationCache(environment: { getenv($0).map { String(cString: $0) } }).removeAll()
  }
}
