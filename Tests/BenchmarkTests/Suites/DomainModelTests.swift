import BenchmarkHarness
import Leontief
import TestSupport
import Testing
import Workloads

/// Flops and bytes of the workloads against counts by hand, for twelve sectors.
@Suite struct DomainModelTests {
  /// n = 12: n² = 144, n³ = 1728, 2n³/3 = 1152; the domestic blocks of two regions are half of n², 72.
  private static let expected: [(String, Double, Double, Roof)] = [
    ("dgemm", 3456, 3456, .compute), ("sgemm", 3456, 1728, .compute), ("dgetrf", 1152, 2304, .compute),
    ("sgetrf", 1152, 1152, .compute), ("dtrsm-m64", 9216, 12_864, .compute), ("inverse", 3456, 2304, .compute),
    ("ax-f64-m1", 288, 1344, .memory), ("ax-f64-m8", 2304, 2688, .memory), ("ax-f64-m64", 18_432, 13_440, .compute),
    ("atx-f64-m1", 288, 1344, .memory), ("ax-f32-m1", 288, 768, .memory), ("ax-f32-m8", 2304, 2112, .memory),
    ("spmv-m1", 144, 1056, .memory), ("spmm-m8", 1152, 2400, .memory), ("spmm-m64", 9216, 13_152, .memory),
    ("solve-m1", 1440, 1344, .compute), ("solve-m64", 19_584, 13_440, .compute), ("solve-mn", 4608, 3456, .compute),
    ("solve-lu-mixed-m1", 1440, 1344, .compute), ("solve-lu-mixed-m64", 19_584, 13_440, .compute),
    ("solve-gmres-m1", 288, 1344, .memory), ("solve-gmres-m64", 18_432, 13_440, .compute),
    ("solve-gauss-seidel-m1", 288, 1344, .memory), ("solve-bicgstab-m1", 288, 1344, .memory),
    ("solve-gth-m1", 1440, 1344, .compute), ("solve-sparse-gmres-m1", 144, 1056, .memory),
    ("solve-sparse-lu-m1", 720, 1056, .compute), ("multipliers-lu-m64", 19_584, 13_440, .compute),
    ("multipliers-gmres-m1", 288, 1344, .memory), ("multipliers-gmres-m64", 18_432, 13_440, .compute),
    // Three groups: 2·3·144 + 2·9·12 flops; Z, Q and QZ twice, and nine elements.
    ("aggregate", 144, 1224, .memory), ("aggregate-gemm", 1080, 2088, .compute), ("ras", 576, 2304, .memory),
    ("gras", 576, 2304, .memory), ("read-folder", 288, 1152, .memory), ("read-csv", 288, 1152, .memory),
    ("update", 2592, 2304, .memory), ("extraction", 2016, 2304, .memory), ("estimate-digital", 2880, 1152, .memory),
  ]

  @Test func modelsByHand() {
    let rows = Suite.standard.resized([EconomyShape(regions: 2, sectors: 6)]).rows
    #expect(rows.count == Self.expected.count)
    for (row, (name, flops, bytes, roof)) in zip(rows, Self.expected) {
      #expect(row.id == "\(name)-n12" && row.model.roof == roof, "\(name)")
      #expect(abs(row.model.flops - flops) <= 1e-9 && abs(row.model.bytesMin - bytes) <= 1e-9, "\(name): \(row.model)")
    }
  }

  /// Models of sparse tables count what the generator leaves of a table: a fifth, or the domestic blocks where those are more. A
  /// fifth of a table of few sectors is rounded.
  @Test(arguments: ["2x6", "3x20", "5x13", "16x12"])
  func sparseModelsCountTheNonZeros(_ text: String) throws {
    let shape = try #require(EconomyShape(text))
    let row = try #require(Suite.standard.resized([shape]).rows.first { $0.workload.kernel == "spmv" })
    let economy = try row.source.economy(seed: 3)
    var nonZeros = 0
    for i in 0..<economy.count { for j in 0..<economy.count where economy.coefficients[i, j] != 0 { nonZeros += 1 } }
    #expect(abs(row.model.flops / 2 - Double(nonZeros)) <= 1 + 0.01 * Double(nonZeros), "\(text): \(nonZeros)")
  }

  /// A run takes at least what the model says, and no number is out of range for the largest tables.
  @Test func effortAndMemory() {
    for row in Suite.full.rows {
      let n = row.source.shape.count
      let (model, effort) = (row.model, row.workload.effort(sectors: n))
      #expect(effort.flops >= model.flops && effort.bytesMin >= model.bytesMin, "\(row.id)")
      #expect(row.workload.bytesNeeded(sectors: n) > 0 && row.workload.bytesWhileRunning(sectors: n) < 1 << 40)
      #expect(row.workload.bytesNeeded(sectors: .max / 2) > 0)
    }
  }
}
