import BenchmarkHarness
import CommandLineSupport
import Foundation

/// What is copied to hosts: tarballs of `scripts/package`, one for each architecture, or one program.
struct RemoteProgram {
  private let packages: [String]
  private let program: String

  /// Errors: `CommandFailure` for a file that is not there, and without a package when this program itself may need a Swift runtime.
  init(packages: [String], program: String?) throws(CommandFailure) {
    let own = Bundle.main.executablePath ?? CommandLine.arguments[0]
    for path in packages + [program ?? own] where !FileManager.default.fileExists(atPath: path) {
      throw CommandFailure(.badInput, "\(path): there is no such file")
    }
    if packages.isEmpty, program == nil, ELFFile(path: own)?.text(ofSection: ".leontief.commit") == nil {
      throw CommandFailure(
        .usage,
        "this program may need a Swift runtime where it goes: give --package with a tarball of scripts/package, or --program")
    }
    (self.packages, self.program) = (packages, program ?? own)
  }

  /// Copies the program for a host into its folder. Errors: `CommandFailure` without a package for the host's processor.
  func copy(to host: RemoteHost, folder: String, architecture: String) throws {
    let place = RemoteHost.quoted(folder)
    guard !packages.isEmpty else {
      let line = "cat > \(place)/leontief-bench && chmod +x \(place)/leontief-bench"
      _ = try host.output(of: line, input: try Self.open(program), to: "copy the program", whenInterrupted: .ends)
      return
    }
    guard let package = packages.first(where: { $0.hasSuffix("linux-\(architecture).tar.gz") }) else {
      throw CommandFailure(
        .badInput, "\(host.name): no --package is for its processor: none ends in linux-\(architecture).tar.gz")
    }
    let line = "tar -xzf - --strip-components=1 -C \(place)"
    _ = try host.output(of: line, input: try Self.open(package), to: "unpack \(package)", whenInterrupted: .ends)
  }

  private static func open(_ path: String) throws(CommandFailure) -> FileHandle {
    guard let file = FileHandle(forReadingAtPath: path) else { throw CommandFailure(.badInput, "\(path): cannot open it") }
    return file
  }
}
