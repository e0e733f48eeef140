import Kernels
import Testing

@Suite struct ProcessorIdentityTests {
  private static func x86(_ vendor: String, _ family: Int, _ model: Int, stepping: Int = 1) -> ProcessorIdentity {
    var identity = ProcessorIdentity()
    (identity.vendor, identity.family, identity.model, identity.stepping) = (vendor, family, model, stepping)
    return identity
  }

  private static func arm(_ implementer: Int, _ part: Int) -> ProcessorIdentity {
    var identity = ProcessorIdentity()
    (identity.implementer, identity.part, identity.variant, identity.revision) = (implementer, part, 1, 2)
    return identity
  }

  /// By CPUID dumps of processors sold under these names: EPYC 7551, 7702, 7763, 9654, 9755; Xeon 8168, 8280, 8380H, 8380,
  /// 8480, 6980P.
  @Test(arguments: [
    (x86("AuthenticAMD", 0x17, 0x01), "Zen"), (x86("AuthenticAMD", 0x17, 0x31), "Zen 2"),
    (x86("AuthenticAMD", 0x19, 0x01), "Zen 3"),
    (x86("AuthenticAMD", 0x19, 0x11), "Zen 4"), (x86("AuthenticAMD", 0x1A, 0x02), "Zen 5"),
    (x86("GenuineIntel", 6, 0x55, stepping: 4), "Skylake-SP"), (x86("GenuineIntel", 6, 0x55, stepping: 7), "Cascade Lake"),
    (x86("GenuineIntel", 6, 0x55, stepping: 11), "Cooper Lake"), (x86("GenuineIntel", 6, 0x6A), "Ice Lake-SP"),
    (x86("GenuineIntel", 6, 0x8F), "Sapphire Rapids"), (x86("GenuineIntel", 6, 0xAD), "Granite Rapids"),
    (arm(0x41, 0xD0C), "Arm Neoverse N1"), (arm(0x41, 0xD4F), "Arm Neoverse V2"), (arm(0x46, 1), "Fujitsu A64FX"),
  ])
  func knownDesigns(identity: ProcessorIdentity, name: String) { #expect(identity.microarchitecture == name) }

  @Test(arguments: [
    x86("AuthenticAMD", 0x1F, 1), x86("GenuineIntel", 6, 0xFFF), x86("GenuineIntel", 15, 0x8F), x86("CentaurHauls", 6, 0x8F),
    arm(0x41, 0xFFF), ProcessorIdentity(),
  ])
  func unknownDesigns(identity: ProcessorIdentity) { #expect(identity.microarchitecture == nil) }

  @Test func texts() {
    #expect(Self.x86("AuthenticAMD", 26, 2).text == "AuthenticAMD family 26 model 2 stepping 1")
    #expect(Self.arm(0x41, 0xD40).text == "implementer 0x41 part 0xd40 r1p2")
    #expect(ProcessorIdentity().text == nil)
  }

  @Test func theHost() {
    #if arch(x86_64)
      #expect(HostProcessor.current.identity.vendor.count == 12 && HostProcessor.current.identity.family > 0)
    #endif
    #expect(HostBuild.compiler.contains(" ") && HostBuild.pageBytes.map { $0 >= 4096 } == true)
    // No processor has had such clocks; an emulated one is slower.
    #expect((1e6...1e10).contains(HostClock.measure()))
  }
}
