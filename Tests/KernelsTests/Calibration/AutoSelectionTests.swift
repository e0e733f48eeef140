import Kernels
import Testing

/// The decision of `auto` and the reason it gives.
@Suite struct AutoSelectionTests {
  private func decide(
    _ calibration: CalibrationOutcome, _ set: InstructionSet = .sse2, allThreads: Bool = true
  ) -> AutoSelection {
    AutoSelection.decide(.init(instructionSet: set, hasAllThreads: allThreads, calibration: calibration))
  }

  @Test func withoutACalibrationTheRule() {
    let outcomes: [(CalibrationOutcome, String)] = [
      (.off, "the built-in rule, calibration is switched off"),
      (.none, "the built-in rule, nothing was measured here yet"),
      (.impossible(reason: "no memory"), "the built-in rule, nothing could be measured: no memory"),
      (
        .unusable(path: "/c", reason: "it is not complete"),
        "the built-in rule, the calibration in /c cannot be used: it is not complete"
      ),
    ]
    for (outcome, reason) in outcomes {
      for set in InstructionSet.allCases {
        for allThreads in [true, false] {
          let selection = decide(outcome, set, allThreads: allThreads)
          #expect(selection.reason == reason && selection.calibration == nil)
          for auto in AutoCase.all {
            #expect(selection.source(of: auto) == AutoRule.source(of: auto, on: set, hasAllThreads: allThreads))
          }
        }
      }
    }
  }

  @Test func theRuleGoesByInstructionSetAndSize() {
    #expect(decide(.none, .sse2).only == .library)
    let wide = decide(.none, .avx512)
    #expect(wide.source(of: AutoCase(.multiply, .float, .small)) == .library)
    #expect(wide.source(of: AutoCase(.multiply, .double, .medium)) == .swift)
    #expect(wide.source(of: AutoCase(.factorize, .float, .large)) == .swift)
    #expect(wide.source(of: AutoCase(.multiplyVector, .float, .large)) == .library)
  }

  /// Kernels on one thread of many are not known to be faster than a library on all.
  @Test(arguments: InstructionSet.allCases) func fewerThreadsGiveTheLibrary(_ set: InstructionSet) {
    #expect(decide(.none, set, allThreads: false).only == .library)
  }

  @Test func aCalibrationDecidesCaseByCase() {
    let calibration = CalibrationFixture.calibration()
    let kept = decide(.found(calibration, path: "/c/x"))
    #expect(kept.reason == "the calibration in /c/x" && kept.calibration == calibration && kept.only == nil)
    for (index, auto) in AutoCase.all.enumerated() { #expect(kept.source(of: auto) == (index % 2 == 0 ? .swift : .library)) }
    #expect(decide(.measured(calibration, path: "/c/x")).reason == "a calibration made now and kept in /c/x")
    #expect(decide(.measured(calibration, path: nil)).reason == "a calibration made now and not kept")
    #expect(decide(.measured(calibration, path: nil)).cases(of: .swift) == kept.cases(of: .swift))
  }

  @Test func noiseDoesNotGiveTheLibrary() {
    #expect(Calibration.Rates(swift: 100, library: 103).winner == .swift)
    #expect(Calibration.Rates(swift: 100, library: 103.1).winner == .library)
  }

  @Test func measuringIsForLongWork() {
    #expect(!CalibrationUse.isWorthwhile(flops: 0) && !CalibrationUse.isWorthwhile(flops: 9e11))
    #expect(CalibrationUse.isWorthwhile(flops: 1e12))
  }
}
