import BenchmarkHarness
import Leontief
import TestSupport
import Testing
import Workloads

/// Which cells the suites have, and how they are divided into what is in memory at once.
@Suite struct SuiteListTests {
  private let small = Suite.standard.resized([EconomyShape(regions: 4, sectors: 6)])

  /// The names by which results of years are compared.
  @Test func cellsHaveNamesThatDoNotChange() {
    let kernels = [
      "dgemm", "sgemm", "dgetrf", "sgetrf", "dtrsm-m64", "inverse", "ax-f64-m1", "ax-f64-m8", "ax-f64-m64", "atx-f64-m1",
      "ax-f32-m1", "ax-f32-m8", "spmv-m1", "spmm-m8", "spmm-m64",
    ]
    let solvers = [
      "solve-m1", "solve-m64", "solve-mn", "solve-lu-mixed-m1", "solve-lu-mixed-m64", "solve-gmres-m1", "solve-gmres-m64",
      "solve-gauss-seidel-m1", "solve-bicgstab-m1", "solve-gth-m1", "solve-sparse-gmres-m1", "solve-sparse-lu-m1",
      "multipliers-lu-m64", "multipliers-gmres-m1", "multipliers-gmres-m64",
    ]
    let tables = [
      "aggregate", "aggregate-gemm", "ras", "gras", "read-folder", "read-csv", "update", "extraction", "estimate-digital",
    ]
    let names = (kernels + solvers + tables).map { "\($0)-n24" }
    #expect(small.cellIDs == names)
    #expect(Suite.full.resized([EconomyShape(regions: 4, sectors: 6)]).cellIDs == names)
    let bundled = [
      "solve-m1", "solve-gth-m1", "solve-gmres-m1", "inverse", "read-folder", "read-csv", "estimate-digital",
    ]
    #expect(Suite.standard.cellIDs.filter { $0.hasSuffix("-india2014") } == bundled.map { "\($0)-india2014" })
  }

  @Test(arguments: Suite.all.map(\.name))
  func everyCellHasANameOfItsOwn(_ name: String) throws {
    let suite = try #require(Suite.all.first { $0.name == name })
    #expect(Set(suite.cellIDs).count == suite.cellIDs.count && suite.cellIDs.count > 13)
  }

  /// What quick measures is what it always did.
  @Test func quickIsWhatItWas() {
    let kernels = ["dgemm", "sgemm", "dgetrf", "solve-m1", "solve-m64", "inverse", "aggregate"]
    #expect(Suite.quick.cellIDs == ["n598", "n2464"].flatMap { size in kernels.map { "\($0)-\(size)" } })
    #expect(Suite.quick.version == 1 && Suite.quick.generator == "leontief-synthetic-economy 1")
    #expect(Suite.quick.groups.map(\.cellIDs) == [Suite.quick.cellIDs])
  }

  /// The full suite measures what the standard one does, and more.
  @Test func fullHoldsStandard() {
    let full = Set(Suite.full.cellIDs)
    #expect(Suite.standard.cellIDs.allSatisfy(full.contains) && full.contains("solve-gmres-m1-n39360"))
    #expect(Suite.standard.cellIDs.contains("dgemm-n4914") && !full.contains("dgemm-n19680"))
  }

  private static func isLarge(_ group: Suite) -> Bool {
    group.cellIDs.allSatisfy { id in ["n9800", "n19680", "n39360"].contains { id.hasSuffix($0) } }
  }

  /// Small problems of one size together as far as memory goes, large ones each alone; nothing twice, nothing left out.
  @Test func groupsAreWhatIsInMemoryAtOnce() {
    let groups = Suite.full.groups
    #expect(groups.flatMap(\.cellIDs) == Suite.full.cellIDs)
    for group in groups where group.cellIDs.count > 1 {
      #expect(Set(group.cellIDs.map { $0.split(separator: "-").last }).count == 1)
    }
    for size in ["india2014", "n598"] {
      #expect(groups.count { $0.cellIDs.contains { $0.hasSuffix("-\(size)") } } == 1, "\(size)")
    }
    #expect(groups.filter(Self.isLarge).allSatisfy { $0.cellIDs.count == 1 })
    #expect(groups.map { $0.processes(of: 3) } == groups.map { Self.isLarge($0) ? 1 : 3 })
    #expect(small.choosing { _ in false }.groups.isEmpty && Suite.quick.choosing { _ in false }.groups.isEmpty)
  }

  @Test func cellsAreChosenByTheirNames() {
    let chosen = Suite.standard.choosing { $0.hasPrefix("aggregate-n") }
    #expect(chosen.cellIDs == ["aggregate-n598", "aggregate-n1435", "aggregate-n4914"] && chosen.groups.count == 3)
    #expect(chosen.resized([EconomyShape(regions: 2, sectors: 2)]).cellIDs.count == 39)
  }

  /// A run of 10⁹ flops a second and as many bytes: 2·24³ flops of dgemm take 27.648 µs.
  @Test func expectedTimesFollowTheModels() throws {
    let forecast = SuiteForecast(rates: HostRates(flops: 1e9, bytes: 1e9, source: .assumed), engines: 2)
    let product = try #require(small.rows.first { $0.id == "dgemm-n24" })
    #expect(abs(forecast.seconds(product) - 2 * 24 * 24 * 24 * 1e-9) < 1e-15)
    let one = forecast.seconds(small, rounds: 1, processes: 1)
    #expect(forecast.seconds(small, rounds: 9, processes: 1) > one && forecast.seconds(small, rounds: 1, processes: 2) > one)
  }

  /// Large groups that take longest are left out; small ones never are.
  @Test func whatTakesTooLongIsLeftOut() {
    let forecast = SuiteForecast(rates: HostRates(flops: 1e12, bytes: 1e11, source: .assumed), engines: 1)
    func plan(_ seconds: Double) -> [(group: Suite, expected: Double, fits: Bool)] {
      Suite.full.groups(within: seconds, rounds: 3, processes: 1, forecast)
    }
    let (all, none, some) = (plan(1e9).map { $0.fits }, plan(0), plan(600))
    #expect(!all.contains(false))
    #expect(none.map { $0.fits } == none.map { !Self.isLarge($0.group) })
    let kept = some.filter { $0.fits && Self.isLarge($0.group) }.map(\.expected).max() ?? 0
    let left = some.filter { !$0.fits }.map(\.expected).min() ?? 0
    // Some cells take as long as each other.
    #expect(kept > 0 && left >= kept, "\(kept) \(left)")
  }

  /// All problems of 4,914 sectors would take 8 GB; a suite takes hardly more than its hungriest cell.
  @Test func aSuiteNeedsLittleMoreThanACell() {
    let matrix = 8 * 4914 * 4914
    let cells = Suite.standard.rows.map { row in
      let n = row.source.shape.count
      return row.workload.bytesHeld(sectors: n, engines: 2) + row.workload.bytesWhileRunning(sectors: n) + 8 * n * n
    }
    let (most, suite) = (cells.max() ?? 0, SuiteForecast.bytes(Suite.standard))
    #expect(suite >= most && suite <= most + 1 << 30 && suite < 12 * matrix, "\(suite) \(most)")
    let held = Suite.standard.groups.map { group in
      group.rows.reduce(0) { $0 + $1.workload.bytesHeld(sectors: $1.source.shape.count, engines: 2) }
    }
    #expect(held.allSatisfy { $0 <= 1 << 30 } && held.count > 8)
  }

  /// Factors are kept for every engine.
  @Test func everyEngineTakesItsMemory() {
    let update = Suite.standard.choosing { $0 == "update-n4914" }
    let bytes = [1, 2, 4].map { SuiteForecast.bytes(update, engines: $0) }
    #expect(bytes[1] - bytes[0] == 2 * 8 * 4914 * 4914 && bytes[2] - bytes[1] == 4 * 8 * 4914 * 4914)
  }

  /// The reference of an estimate goes through A some hundred times: as a cell of 4,914 sectors, 10 s a process.
  @Test func theEstimatesCheckIsForeseen() throws {
    let forecast = SuiteForecast(rates: HostRates(flops: 1e15, bytes: 1e15, source: .assumed), engines: 1)
    func seconds(_ name: String) -> Double {
      forecast.seconds(Suite.standard.choosing { $0 == "\(name)-n4914" }, rounds: 1, processes: 1)
    }
    #expect(seconds("estimate-digital") - seconds("ras") > 5)
  }

  @Test func memoryIsThatOfTheLargestGroup() {
    let single = Suite.full.choosing { $0 == "ax-f64-m1-n39360" }
    // A, x and y.
    #expect(SuiteForecast.bytes(single) == 8 * 39_360 * 39_360 + 16 * 39_360)
    #expect(SuiteForecast.bytes(Suite.full) > SuiteForecast.bytes(Suite.standard))
  }
}
