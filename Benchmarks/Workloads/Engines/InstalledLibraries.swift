import Foundation

/// The BLAS libraries of this host, as far as their names tell: each file once.
public struct InstalledLibraries {
  /// Paths with links followed, in the order in which they were found.
  public let paths: [String]

  /// `linkerCache`: what `ldconfig -p` prints. `folders` are searched, too.
  public init(linkerCache: String, folders: [String]) {
    let cached = linkerCache.split(separator: "\n").compactMap { line in
      line.firstRange(of: " => ").map { String(line[$0.upperBound...]) }
    }
    let found = folders.flatMap { folder in
      ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted().map { "\(folder)/\($0)" }
    }
    var seen: Set<String> = []
    paths = (cached + found).filter { Self.isBLAS($0) }
      .map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
      .filter { FileManager.default.fileExists(atPath: $0) && seen.insert($0).inserted }
  }

  /// This host's: the linker's, those that the environment leads to, and those within a NumPy of `python3`.
  public static var ofHost: InstalledLibraries {
    let environment = ProcessInfo.processInfo.environment
    let own = (environment["LD_LIBRARY_PATH"] ?? "").split(separator: ":").map(String.init)
    let usual = ["/usr/local/lib", "/usr/lib64", "/opt/OpenBLAS/lib", "/opt/intel/oneapi/mkl/latest/lib"]
    let cache = ["/sbin/ldconfig", "/usr/sbin/ldconfig"].lazy.compactMap { output(of: [$0, "-p"]) }.first ?? ""
    let python = output(of: ["/usr/bin/env", "python3", "-c", wheelFolders]) ?? ""
    return InstalledLibraries(
      linkerCache: cache, folders: own + usual + python.split(separator: "\n").map(String.init))
  }

  /// Wheels of NumPy and SciPy bring an OpenBLAS in a folder beside them.
  private static let wheelFolders = """
    import importlib.util, os
    for name in 'numpy', 'scipy':
        spec = importlib.util.find_spec(name)
        if spec and spec.origin: print(os.path.join(os.path.dirname(os.path.dirname(spec.origin)), name + '.libs'))
    """

  /// By the name of the file: "libopenblas-r0.3.21.so", "libmkl_rt.so.2".
  static func isBLAS(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    let families = [
      "libopenblas", "libscipy_openblas", "libflexiblas.", "libmkl_rt.", "libblis", "libblas.", "liblapack.", "libarmpl",
      "libnvpl_lapack",
    ]
    return families.contains { name.hasPrefix($0) } && (name.hasSuffix(".so") || name.contains(".so."))
  }

  /// What a program prints; nil when it cannot be run or fails.
  private static func output(of command: [String]) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }
}
