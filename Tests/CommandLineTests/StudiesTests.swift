import Foundation
import TestSupport
import Testing

/// The results that stand in the documentation are those the commands give.
@Suite struct StudiesTests {
  private static let root = URL(fileURLWithPath: "\(MainJobTests.data)/../..").standardizedFileURL.path

  @Test func documentedResultsAreReproduced() throws {
    let folder = try TemporaryFolder()
    let script = Process()
    script.executableURL = URL(fileURLWithPath: "\(Self.root)/scripts/studies")
    script.arguments = [folder.path]
    var environment = ProcessInfo.processInfo.environment
    environment["LEONTIEF_DATA"] = SharedTables.root
    script.environment = environment
    script.standardOutput = FileHandle.nullDevice
    script.standardError = FileHandle.nullDevice
    try script.run()
    script.waitUntilExit()
    #expect(script.terminationStatus == 0)
    let documented = "\(Self.root)/Benchmarks/Studies/results"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    // Without the tables that are not distributed there are six.
    #expect(names.count >= 6)
    if SharedTables.areAvailable {
      #expect(try names == FileManager.default.contentsOfDirectory(atPath: documented).sorted())
    }
    for name in names {
      #expect(try Self.tables("\(folder.path)/\(name)") == Self.tables("\(documented)/\(name)"), "\(name)")
    }
  }

  /// The lines of tables: remarks on rounding may differ from machine to machine.
  private static func tables(_ path: String) throws -> [Substring] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("|") }
  }
}
