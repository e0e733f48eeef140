import Foundation

/// The objects the build left beside the test bundle.
enum BuildFolder {
  struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  /// The object of each source file of a module. Objects of sources that are gone may lie beside them and are not linked.
  /// Errors: `Missing` when a source has no object.
  static func objects(of module: String, in folder: String? = nil) throws -> [String] {
    let sources = URL(filePath: #filePath).appending(path: "../../../../Sources/\(module)").standardizedFileURL.path
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: sources))?.filter { $0.hasSuffix(".swift") } ?? []
    guard !names.isEmpty else { throw Missing(description: "\(sources) holds no Swift") }
    let folder = try folder ?? self.folder(of: module)
    let objects = (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).sorted()
    return try names.map { name in
      let wanted = "\(URL(filePath: name).lastPathComponent).o"
      guard let object = objects.first(where: { URL(filePath: $0).lastPathComponent == wanted }) else {
        throw Missing(description: "\(folder) holds no \(wanted)")
      }
      return "\(folder)/\(object)"
    }
  }

  private static func folder(of module: String) throws -> String {
    let own = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let running = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    for start in [own, running] {
      var folder = start.deletingLastPathComponent()
      for _ in 0..<4 {
        let candidate = folder.appending(path: "\(module).build").path
        if FileManager.default.fileExists(atPath: candidate) { return candidate }
        folder.deleteLastPathComponent()
      }
    }
    throw Missing(description: "no \(module).build beside the tests")
  }
}
