import Foundation
import Leontief
import TestSupport
import Testing

/// The C program that `scripts/check-peaks` holds the benchmark against: that it does the work it says, as much as this package's
/// probes do for the same rate. Nothing is timed here.
@Suite(.enabled(if: CCompiler.path != nil, "there is no cc"))
struct PeakProgramTests {
  private let folder: TemporaryFolder
  private let program: String

  init() throws {
    folder = try TemporaryFolder()
    program = folder.file("peaks")
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let source = root.appending(path: "scripts/peaks.c").path(percentEncoded: false)
    let arguments = ["-O2", "-march=native", "-pthread", source, "-o", program]
    #expect(try Self.run(CCompiler.path ?? "cc", arguments).status == 0)
  }

  private static func run(_ program: String, _ arguments: [String], input: String = "") throws -> (status: Int32, output: String)
  {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let (requests, answers) = (Pipe(), Pipe())
    process.standardInput = requests
    process.standardOutput = answers
    try process.run()
    try requests.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try requests.fileHandleForWriting.close()
    let output = answers.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  /// Work, seconds and result of two runs.
  private func runs(_ arguments: String...) throws -> [[Double]] {
    let (status, output) = try Self.run(program, arguments, input: "\n\n")
    #expect(status == 0)
    return output.split(separator: "\n").map { $0.split(separator: " ").compactMap { Double($0) } }
  }

  /// Every lane of every chain has counted every step: half the flops are additions of one. Past 2²⁰ steps chains are emptied.
  @Test(arguments: ["fma-f64", "fma-f32"], [1, 1000, 1_048_577]) func countsEveryAddition(mode: String, steps: Int) throws {
    for threads in [1, 3] {
      for run in try runs(mode, "\(steps)", "\(threads)") {
        try #require(run.count == 3)
        #expect(run[0] == 2 * run[2] && run[2].truncatingRemainder(dividingBy: Double(steps * threads)) == 0)
      }
    }
  }

  /// As many flops from each: the same number of multiply-adds stands behind one rate.
  @Test func theSameWorkAsTheProbes() throws {
    for (mode, flops) in [
      ("fma-f64", HostPeak.multiplyAdds(Double.self, on: .best, steps: 1000, team: Team(threads: 1))),
      ("fma-f32", HostPeak.multiplyAdds(Float.self, on: .best, steps: 1000, team: Team(threads: 1))),
    ] {
      let one = try #require(try runs(mode, "1", "1").first?.first)
      // Steps of the program that are as many flops as a thousand of the probe: a whole number of either.
      let steps = Int(flops) / greatestDivisor(Int(flops), Int(one))
      let work = try #require(try runs(mode, "\(steps)", "1").first)
      #expect(work[0] == one * Double(steps) && work[0].truncatingRemainder(dividingBy: flops) == 0 && work[2] == work[0] / 2)
    }
  }

  private func greatestDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestDivisor(b, a % b) }

  /// All numbers are one: both sums are how many were read, of the same bytes.
  @Test(arguments: [8, 4096, 1 << 20, (1 << 20) + 8 * 13]) func readsEveryNumber(bytes: Int) throws {
    for run in try runs("read", "\(bytes)", "3") {
      #expect(run.count == 3 && run[0] == Double(bytes) && run[2] == Double(bytes / 8))
    }
    guard bytes.isMultiple(of: 4096) else { return }
    var matrix = try Matrix<Double>(rows: 1, columns: bytes / 8)
    for k in 0..<matrix.columns { matrix[0, k] = 1 }
    #expect(HostPeak.read(matrix, .alongMemory, team: Team(threads: 1)) == Double(bytes / 8))
  }

  /// Arrays of ones: every thread's first, middle and last number is looked at.
  @Test(arguments: [("write", 1.0), ("copy", 2), ("triad", 3)], [8, 4096, (1 << 20) + 8 * 13])
  func streamsEveryNumber(_ mode: (name: String, arrays: Double), bytes: Int) throws {
    for run in try runs(mode.name, "\(bytes)", "3") {
      #expect(run.count == 3 && run[0] == mode.arrays * Double(bytes) && run[2] == mode.arrays * Double(bytes / 8))
    }
  }

  /// As many bytes from each, for one rate.
  @Test func theSameBytesAsTheProbes() throws {
    var arrays = try Matrix<Double>(rows: 3, columns: 512)
    for stream in MemoryStream.allCases {
      let work = try #require(try runs(stream.rawValue, "4096", "1").first?.first)
      #expect(work == HostPeak.stream(stream, 2, &arrays, team: Team(threads: 1)))
    }
  }

  @Test(arguments: [["fma-f64", "0", "1"], ["fma-f16", "5", "1"], ["read", "100", "0"], ["read"], ["add", "100", "1"]])
  func wrongUsage(
    arguments: [String]
  ) throws {
    #expect(try Self.run(program, arguments).status == 2)
  }
}

private enum CCompiler {
  static let path: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/cc" }.first { FileManager.default.isExecutableFile(atPath: $0) }
}
