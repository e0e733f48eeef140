import CommandLineSupport
import Testing

@Suite struct AxisTicksTests {
  private func ticks(_ figures: [Double], zero: Bool = true) -> [String] {
    let ticks = AxisTicks(covering: figures, includesZero: zero)
    return ticks.values.map(ticks.text)
  }

  @Test func roundNumbersCoverFigures() {
    #expect(ticks([5.79, 5.78]) == ["0", "2", "4", "6"])
    #expect(ticks([0.3]) == ["0.0", "0.1", "0.2", "0.3"])
    #expect(ticks([1]) == ["0.00", "0.25", "0.50", "0.75", "1.00"])
    #expect(ticks([27_404]) == ["0", "10000", "20000", "30000"])
    #expect(ticks([-3, 4]) == ["-4", "-2", "0", "2", "4"])
    #expect(ticks([9.89, 11.05], zero: false) == ["9.5", "10.0", "10.5", "11.0", "11.5"])
  }

  @Test func powersOfTenCoverRatios() {
    func ticks(_ figures: [Double]) -> [String] {
      let ticks = AxisTicks(logarithmic: figures)
      return ticks.values.map(ticks.text)
    }
    #expect(ticks([0.02, 7]) == ["0.01", "0.1", "1", "10"])
    #expect(ticks([10, 1000]) == ["10", "100", "1000"])
    #expect(ticks([5]) == ["1", "10"] && ticks([10]) == ["10", "100"])
    #expect(ticks([]) == ["1", "10"] && ticks([0, -4, .nan, .infinity]) == ["1", "10"])
    let axis = AxisTicks(logarithmic: [1, 100])
    #expect(axis.position(10) == 0.5 && axis.position(1) == 0 && axis.position(1e9) == 1 && axis.position(0) == 0)
  }

  @Test func figuresThatGiveNoRange() {
    #expect(ticks([]) == ["0.00", "0.25", "0.50", "0.75", "1.00"])
    #expect(ticks([0, 0]) == ticks([]))
    #expect(ticks([.nan, .infinity]) == ticks([]))
    let alone = AxisTicks(covering: [7, 7], includesZero: false)
    #expect(alone.low < 7 && alone.high > 7 && alone.position(7) > 0.2 && alone.position(7) < 0.8)
  }

  @Test(arguments: [-1e308, -1e18, -2.5, -1e-308, 1e-300, 1e-12, 0.999999999, 1, 3, 1e5, 1e18, 1.7e308])
  func anySizeHasTicksAroundIt(_ size: Double) {
    for figures in [[size], [size, -size], [size, 2 * size], [size, size * (1 + 1e-12)]] {
      for zero in [true, false] {
        let ticks = AxisTicks(covering: figures, includesZero: zero)
        #expect((2...13).contains(ticks.values.count), "\(figures) \(ticks.values)")
        #expect(zip(ticks.values, ticks.values.dropFirst()).allSatisfy { $0 < $1 && $1.isFinite })
        #expect(ticks.values.allSatisfy { ticks.text($0).count < 16 })
        for figure in figures where figure.isFinite {
          #expect((0...1).contains(ticks.position(figure)))
        }
      }
    }
  }

  @Test func thousandsStandApart() {
    #expect("1234567.891".grouped == "1,234,567.891")
    #expect("-1234.5".grouped == "−1,234.5")
    #expect("-123".grouped == "−123")
    #expect("999".grouped == "999" && "1000".grouped == "1,000" && "0.00012345".grouped == "0.00012345")
    #expect("1e+20".grouped == "1e+20" && "–".grouped == "–")
  }
}
