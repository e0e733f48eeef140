import Foundation
import TestSupport
import Testing

/// `scripts/bench-gate` in a small repository, with a compiler whose programs print what they are given.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/git"), "there is no git"))
struct BenchGateScriptTests {
  private let folder: TemporaryFolder
  private var repository: String { folder.file("repository") }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized.path

  /// Two commits, of which the first has no command 'ab'.
  init() throws {
    folder = try TemporaryFolder()
    for place in ["repository/scripts", "repository/Benchmarks/BenchmarkCommand", "bin", "cache"] { try folder.makeFolder(place) }
    for script in ["setup", "bench-gate"] {
      let text = try String(contentsOfFile: "\(Self.root)/scripts/\(script)", encoding: .utf8)
      try write(text, to: "repository/scripts/\(script)", isProgram: true)
    }
    try write("first", to: "repository/name")
    try write(Self.compiler, to: "bin/swift", isProgram: true)
    try write("#!/bin/sh\n", to: "bin/swiftc", isProgram: true)
    let commit = "git -c user.name=t -c user.email=t@example.org commit -qm"
    #expect(try shell("git init -q . && git add -A && \(commit) one && git tag none").status == 0)
    try write("commandName: \"ab\"", to: "repository/Benchmarks/BenchmarkCommand/ABCommand.swift")
    try write("second", to: "repository/name")
    #expect(try shell("git add -A && \(commit) two && git tag some").status == 0)
    try write("third", to: "repository/name")
  }

  /// Builds a program that says which tree it was made of and ends with a status of its own.
  private static let compiler = """
    #!/bin/sh
    case "$*" in
      --version) echo "Swift ${FAKE_VERSION:-1}" ;;
      *--show-bin-path) echo "$PWD/out" ;;
      *)
        echo "build of $(cat name), static ${LEONTIEF_STATIC:-0}" >&2
        mkdir -p out
        printf '#!/bin/sh\\necho "%s: $*"\\n[ -z "$3" ] || "$3"\\nexit ${FAKE_STATUS:-0}\\n' "$(cat name)" >out/leontief-bench
        chmod +x out/leontief-bench ;;
    esac

    """

  private func write(_ text: String, to path: String, isProgram: Bool = false) throws {
    try folder.write(text, to: path)
    if isProgram { try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.file(path)) }
  }

  private func shell(
    _ line: String, _ environment: [String: String] = [:]
  ) throws -> (status: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = URL(filePath: repository)
    let own = ["PATH": "\(folder.file("bin")):/usr/bin:/bin", "LEONTIEF_CACHE": folder.file("cache"), "HOME": folder.path]
    process.environment = own.merging(environment) { $1 }
    let errors = try folder.write("", to: "errors")
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = try FileHandle(forWritingTo: URL(filePath: errors))
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, output, String(decoding: try folder.bytes("errors"), as: UTF8.self))
  }

  private func gate(_ arguments: String, _ environment: [String: String] = [:]) throws -> (
    status: Int32, output: String, errors: String
  ) { try shell("scripts/bench-gate \(arguments)", environment) }

  private func kept() throws -> [String] {
    let place = folder.file("cache/bench-gate")
    return (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
  }

  /// This tree is side B: its program is run, and given the other one as side A.
  @Test func bothTreesAreBuiltAndOneIsKept() throws {
    let first = try gate("some --sizes 96", ["FAKE_STATUS": "7"])
    #expect(first.status == 7, "\(first.errors)")
    let lines = first.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 2 && lines[0].hasPrefix("third: ab --a \(folder.file("cache"))/bench-gate/"), "\(first.output)")
    #expect(lines[0].hasSuffix("/leontief-bench --fail-on-slower --sizes 96") && lines[1] == "second: ")
    #expect(first.errors.contains("build of second, static 0") && first.errors.contains("build of third, static 0"))
    // The second time only this tree is built.
    let second = try gate("some")
    #expect(second.status == 0 && !second.errors.contains("build of second") && second.errors.contains("build of third"))
    #expect(try kept().count == 1 && shell("git worktree list").output.split(separator: "\n").count == 1)
  }

  /// Another compiler, another way of linking: another program.
  @Test func whatMakesAnotherProgram() throws {
    for (count, environment) in [
      (1, [:]), (2, ["FAKE_VERSION": "2"]), (3, ["LEONTIEF_STATIC": "1"]), (3, ["FAKE_VERSION": "2"]),
      (4, ["LEONTIEF_TARGET": "arm64"]),
    ] as [(Int, [String: String])] {
      #expect(try gate("some", environment).status == 0)
      #expect(try kept().count == count)
    }
  }

  @Test func whatIsRefused() throws {
    #expect(try gate("").errors.contains("needs a commit to compare with"))
    #expect(try gate("nowhere").errors.contains("there is no commit 'nowhere' here"))
    let old = try gate("none")
    #expect(old.status == 2 && old.errors.contains("none has no 'leontief-bench ab' to run against"))
    #expect(try gate("-h").output.contains("usage: scripts/bench-gate BASE") && kept().isEmpty)
  }

  /// A build that fails leaves no program and no worktree.
  @Test func aBuildThatFails() throws {
    try write("#!/bin/sh\ncase \"$*\" in --version) echo 1 ;; *) exit 1 ;; esac\n", to: "bin/swift", isProgram: true)
    #expect(try gate("some").status != 0)
    #expect(try kept().isEmpty && shell("git worktree list").output.split(separator: "\n").count == 1)
  }
}
