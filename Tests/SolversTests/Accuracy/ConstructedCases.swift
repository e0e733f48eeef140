import Solvers
import TestSupport

/// Tables of up to two dozen sectors of every kind that makes accuracy hard.
enum ConstructedCases {
  static let all = smallest + ordinary + graded + nearlyUnproductive + patterned + hard

  private static let iterations: Set<SolverKind> = [.gmres, .gaussSeidel, .bicgstab, .chebyshev, .neumann]

  private static let smallest = [
    AccuracyCase("one idle sector", [[0]], deficits: [1]),
    AccuracyCase("one sector", [[0.75]], deficits: [0.25]),
    AccuracyCase(
      "one sector that uses nearly all it makes", [[1 - 0x1p-47]], deficits: [0x1p-47], isNearlyCritical: true,
      refusing: iterations),
    AccuracyCase("two sectors", [[0.5, 0.25], [0.125, 0.5]], deficits: [0.375, 0.25]),
    AccuracyCase("two sectors that sell to each other", [[0, 0.75], [0.5, 0]], deficits: [0.5, 0.25]),
    AccuracyCase(
      "two sectors, one of which adds no value", [[0.5, 0x1p-40], [0.5, 0.5]], deficits: [0, 0.5 - 0x1p-40]),
  ]

  private static let ordinary = [
    AccuracyCase("value added of a quarter", whole(24, 911) { _ in 1 << 50 }, deficits: shares(24) { _ in 1 << 50 }),
    AccuracyCase("as flows", flows(20, 912), output: (0..<20).map { 100 + 37 * Double($0 * $0 % 11) }),
    AccuracyCase("rounded coefficients", .coefficients(24, columnSum: 0.9, seed: 913)),
  ]

  /// Columns of A sum to 10⁸ and more there, which elimination without subtraction cannot work with. Block Gauss-Seidel by
  /// itself measures its steps by the largest residual, which says little of sectors in small units.
  private static let graded = [
    AccuracyCase(
      "units from 1e-8 to 1e8", inUnits(.coefficients(18, columnSum: 0.8, seed: 921)) { $0 * 53 / 17 - 27 },
      refusing: [.gth], unsteady: [.gaussSeidel]),
    AccuracyCase(
      "units from 1e-8 to 1e8, in disorder", inUnits(.coefficients(18, columnSum: 0.8, seed: 922)) { $0 * 29 % 54 - 27 },
      refusing: [.gth], unsteady: [.gaussSeidel]),
    AccuracyCase("coefficients from 1e-16 to 1", scaled(whole(18, 923) { _ in 1 << 49 }) { ($0 * 7 + $1 * 5) % 54 }),
  ]

  /// Iterations store A in single precision, which knows no deficit below 10⁻⁷.
  private static let nearlyUnproductive = [
    ofDeficits("of 1e-2", 931) { _ in 1 << 45 },
    ofDeficits("of 1e-6", 932, isNearlyCritical: true, refusing: [.chebyshev, .neumann]) { _ in 1 << 32 },
    ofDeficits("of 1e-10", 933, isNearlyCritical: true, refusing: iterations) { _ in 1 << 19 },
    ofDeficits("of 1e-14", 934, isNearlyCritical: true, refusing: iterations) { _ in 45 },
    ofDeficits("from 1e-14 to 1e-1", 935, refusing: [.neumann]) { 45 << ($0 * 41 / 15) },
    ofDeficits("of 1e-10 in one sector", 936, isNearlyCritical: true, refusing: iterations) { $0 == 5 ? 1 << 19 : 0 },
    ofDeficits("of 1e-14 in one sector", 937, isNearlyCritical: true, refusing: iterations) { $0 == 5 ? 45 : 0 },
    AccuracyCase(
      "deficits of 1e-10 in units from 1e-8 to 1e8", inUnits(whole(16, 938) { _ in 1 << 19 }) { $0 * 29 % 54 - 27 },
      isNearlyCritical: true, refusing: iterations.union([.gth])),
  ]

  private static let patterned = [
    AccuracyCase("independent groups", masked(20, 941) { $0 % 3 == $1 % 3 }),
    AccuracyCase("upper block triangular", masked(20, 942) { $0 / 5 <= $1 / 5 }),
    AccuracyCase("lower block triangular", masked(20, 943) { $0 / 5 >= $1 / 5 }),
    AccuracyCase("sectors that buy or sell nothing", masked(20, 944) { $0 % 5 != 2 && $1 % 4 != 3 }),
    AccuracyCase("sparse, with blocks", masked(24, 945) { $0 / 6 == $1 / 6 || ($0 * 5 + $1 * 3) % 7 == 0 }),
    AccuracyCase("sectors without output", idleFlows(18, 946), output: (0..<18).map { $0 % 6 == 4 ? 0 : 50 + Double($0) }),
    AccuracyCase("nothing is used", pattern(9) { _, _ in 0 }, deficits: [Double](repeating: 1, count: 9)),
  ]

  private static let hard = [
    AccuracyCase("a chain", pattern(24) { $1 == $0 + 1 ? 0.5 : 0 }),
    AccuracyCase("a circle that keeps 1e-2", pattern(14) { $0 == ($1 + 1) % 14 ? 1 - 0x1p-7 : 0 }),
    AccuracyCase(
      "a circle that keeps 1e-8", pattern(14) { $0 == ($1 + 1) % 14 ? 1 - 0x1p-27 : 0 }, isNearlyCritical: true,
      refusing: iterations),
    AccuracyCase(
      "columns of A that sum to two", pattern(12) { $0 < $1 ? 2 / Double($1) : 0.0625 / 12 }, refusing: [.gth]),
    AccuracyCase(
      "a few small negatives", signed(.coefficients(20, columnSum: 0.7, seed: 951)) { ($0 + 3 * $1) % 11 == 0 }, .hMatrix,
      refusing: [.gth]),
    AccuracyCase(
      "negatives that only their signs keep productive",
      pattern(12) { $0 == $1 ? 0.25 : ($0 + $1) % 3 == 0 ? -0.25 : 0.125 }, .notAnMMatrix,
      refusing: [.neumann, .gth]),
  ]

  private static func ofDeficits(
    _ name: String, _ seed: UInt64, isNearlyCritical: Bool = false, refusing refusals: Set<SolverKind> = [],
    _ left: (Int) -> Int
  ) -> AccuracyCase {
    AccuracyCase(
      "deficits \(name)", whole(16, seed, leaving: left), deficits: shares(16, left), isNearlyCritical: isNearlyCritical,
      refusing: refusals)
  }
}
