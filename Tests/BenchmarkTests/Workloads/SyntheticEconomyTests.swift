import BenchmarkHarness
import Leontief
import Testing
import Workloads

@Suite struct SyntheticEconomyTests {
  private func economy(_ regions: Int, _ sectors: Int, seed: UInt64 = 1) throws -> SyntheticEconomy {
    try SyntheticEconomy(EconomyShape(regions: regions, sectors: sectors), seed: seed)
  }

  private func rows(_ economy: SyntheticEconomy) -> [[Double]] {
    (0..<economy.count).map { i in (0..<economy.count).map { economy.coefficients[i, $0] } }
  }

  /// The same bits on every host; the number is from an independent program. A change of it changes the suite's version.
  @Test func theInputOfASeedNeverChanges() throws {
    #expect(ContentHash.text(try economy(5, 6).inputHash) == "494ec46f76fc14a3")
    #expect(try economy(5, 6, seed: 2).inputHash != economy(5, 6).inputHash)
    #expect(try economy(6, 5).inputHash != economy(5, 6).inputHash)
  }

  @Test(arguments: [(1, 1), (1, 17), (4, 9), (7, 1)])
  func columnsKeepTheirPromises(regions: Int, sectors: Int) throws {
    let economy = try economy(regions, sectors)
    let a = rows(economy)
    for j in 0..<economy.count {
      let column = a.map { $0[j] }
      let units = column.map { $0 * 0x1p40 }
      #expect(units.allSatisfy { $0 >= 0 && $0 == $0.rounded() })
      // Sums of multiples of 2⁻⁴⁰ under one are exact in any order.
      let sum = column.reduce(0, +)
      #expect(SyntheticEconomy.columnSums.contains(sum))
      #expect(economy.valueAdded[j] == 1 - sum)
      let region = j / sectors * sectors..<(j / sectors + 1) * sectors
      let share = column[region].reduce(0, +) / sum
      // Rounding down moves at most n units of 2⁻⁴⁰ to the own sector.
      let promised = regions == 1 ? 1 : SyntheticEconomy.domesticShare
      #expect(abs(share - promised) < Double(economy.count + 10) * 0x1p-38)
    }
  }

  @Test func coefficientsAreSkewed() throws {
    let economy = try economy(1, 200)
    let values = rows(economy).flatMap { $0 }.sorted()
    let mean = values.reduce(0, +) / Double(values.count)
    // A product of two uniform numbers has median 0.187 and mean 0.25.
    #expect(values[values.count / 2] < 0.8 * mean)
  }

  @Test func finalDemandIsWholeAndPositive() throws {
    let demand = try economy(2, 5).finalDemand(columns: 3)
    for j in 0..<3 {
      for i in 0..<10 {
        let value = demand[i, j]
        #expect((1...0x1p20).contains(value) && value == value.rounded())
      }
    }
  }

  @Test func shapes() {
    #expect(EconomyShape.quick.map(\.count) == [598, 2464])
    #expect(EconomyShape("2464") == EconomyShape(regions: 44, sectors: 56))
    #expect(EconomyShape("598") == EconomyShape(regions: 26, sectors: 23))
    #expect(EconomyShape("3x4") == EconomyShape(regions: 3, sectors: 4))
    #expect(EconomyShape("30") == EconomyShape(regions: 5, sectors: 6))
    #expect(EconomyShape("13") == EconomyShape(regions: 1, sectors: 13))
    for text in ["", "0", "-3", "x", "3x", "2x3x4", "1e9", "999999999", "90000x90000", "4.5"] {
      #expect(EconomyShape(text) == nil, "\(text)")
    }
  }
}
