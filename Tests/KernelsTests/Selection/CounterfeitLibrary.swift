import Foundation

/// A shared library with the names of a BLAS that computes everything plainly and right but for one fault, compiled when a
/// test needs it. Its folder goes with the last reference; a loaded library stays in memory.
final class CounterfeitLibrary: Sendable {
  /// What is wrong with it: a macro of the source.
  enum Fault: String, CaseIterable, Sendable {
    case none = "FAULTLESS"
    /// Nothing computes anything.
    case idle = "IDLE"
    /// gemv takes every stride for one.
    case vectorStrides = "UNIT_STRIDES"
    /// gemm multiplies C by β = 0 instead of clearing it.
    case zeroBeta = "READS_C"
    /// trsm divides by the diagonal, unit or not; solves from the left only; takes every triangle for the plain one.
    case unitDiagonal = "IGNORES_UNIT"
    case rightSide = "LEFT_ONLY"
    case transposedTriangle = "NEVER_TRANSPOSED"
    /// getrf does not look for a pivot.
    case pivots = "NO_PIVOTS"
    /// getrf refuses its arguments and leaves the matrix alone.
    case refusedArguments = "REFUSES"
    /// getri forgets to exchange the columns.
    case exchanges = "NO_EXCHANGES"
    /// Claims 64-bit integers and reads 32: the sizes come out right on a host with the low half first, the pivots do not.
    case claimsWideIntegers = "WIDE"
  }

  static let compiler: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { "\($0)/cc" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  private struct CompilerFailure: Error { let status: Int32 }

  private let folder: URL

  var path: String { folder.appending(path: "libcounterfeit.so").path(percentEncoded: false) }

  init(_ fault: Fault) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "counterfeit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let source = folder.appending(path: "counterfeit.c")
    try Data(Self.source.utf8).write(to: source)
    let process = Process()
    process.executableURL = URL(filePath: Self.compiler ?? "cc")
    process.arguments = ["-shared", "-fPIC", "-O1", "-D\(fault.rawValue)", "-o", path, source.path(percentEncoded: false)]
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CompilerFailure(status: process.terminationStatus) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }
}
