"""What `doctor` advises in each environment: that one's commands, and no other's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.host.remedies import SETTINGS, Facts, facts, remedies

DEBIAN = Facts(like=frozenset(["debian"]), modules="lockdown,capability,yama,apparmor")
UBUNTU = Facts(
    like=frozenset(["ubuntu", "debian"]),
    bwrap="/usr/bin/bwrap",
    settings={"kernel.apparmor_restrict_unprivileged_userns": 1, "user.max_user_namespaces": 100},
    modules="lockdown,capability,landlock,yama,apparmor",
)
DOCKER, KUBERNETES = replace(DEBIAN, container="docker", root=True), replace(DEBIAN, container="kubernetes")
STRONG = ("landlock", "seccomp", "rlimits")
OTHERS = ("apt install", "apparmor_parser", "sysctl", "docker run", "securityContext", "dnf", "GRUB")


@pytest.mark.parametrize(
    ("about", "layers", "wall", "words"),
    [
        (DEBIAN, STRONG, "bubblewrap", ["sudo apt install bubblewrap"]),
        (
            replace(DEBIAN, like=frozenset(["rhel", "fedora"])),
            STRONG,
            "bubblewrap",
            ["sudo dnf install bubblewrap"],
        ),
        (replace(DEBIAN, like=frozenset()), STRONG, "bubblewrap", ["install bubblewrap"]),
        (
            UBUNTU,
            STRONG,
            "bubblewrap",
            [
                "profile bwrap /usr/bin/bwrap flags=(unconfined) {",
                "sudo tee /etc/apparmor.d/bwrap",
                "sudo apparmor_parser -r /etc/apparmor.d/bwrap",
                "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
                "/etc/sysctl.d/60-autograder.conf",
            ],
        ),
        (replace(UBUNTU, bwrap=""), STRONG, "bubblewrap", ["sudo apt install bubblewrap"]),
        (replace(UBUNTU, root=True), STRONG, "bubblewrap", ["--unshare-net"]),
        (
            replace(UBUNTU, settings={"kernel.unprivileged_userns_clone": 0}),
            STRONG,
            "bubblewrap",
            ["sudo sysctl -w kernel.unprivileged_userns_clone=1"],
        ),
        (
            replace(UBUNTU, settings={"user.max_user_namespaces": 0}),
            STRONG,
            "bubblewrap",
            ["sudo sysctl -w user.max_user_namespaces=15000"],
        ),
        (replace(UBUNTU, settings=None), STRONG, "bubblewrap", ["--unshare-user"]),
        (
            DOCKER,
            STRONG,
            "bubblewrap",
            ["docker run --cap-add SYS_ADMIN --cap-add NET_ADMIN", "in its image"],
        ),
        (
            KUBERNETES,
            STRONG,
            "bubblewrap",
            ["securityContext:", "add: [SYS_ADMIN, NET_ADMIN]", "runAsUser: 0"],
        ),
        (replace(DOCKER, container="container"), STRONG, "bubblewrap", ["CAP_SYS_ADMIN"]),
        (DEBIAN, (), "seccomp", ["Linux 5.3", "CONFIG_SECCOMP_FILTER"]),
        (replace(DEBIAN, machine="riscv64"), (), "seccomp", ["no filter for riscv64", "x86_64 or aarch64"]),
        (DOCKER, (), "seccomp", ["docker run without --security-opt seccomp="]),
        (KUBERNETES, (), "seccomp", ["securityContext:", "seccompProfile: {type: RuntimeDefault}"]),
        (replace(DOCKER, container="container"), (), "seccomp", ["the runtime's own"]),
        (DEBIAN, ("bubblewrap",), "landlock", ["comes with seccomp"]),
        (DEBIAN, ("bubblewrap",), "rlimits", ["comes with seccomp"]),
        (
            DEBIAN,
            ("seccomp",),
            "landlock",
            ["lsm=landlock,lockdown,capability,yama,apparmor", "GRUB", "reboot"],
        ),
        (UBUNTU, ("seccomp",), "landlock", ["CONFIG_SECURITY_LANDLOCK"]),
        (DOCKER, ("seccomp",), "landlock", ["the machine's that runs this container"]),
        (DOCKER, ("seccomp",), "uid", ["docker run --user 1000"]),
        (replace(KUBERNETES, root=True), ("seccomp",), "uid", ["securityContext:", "runAsUser: 1000"]),
        (replace(DEBIAN, root=True), ("seccomp",), "uid", ["sudo -u USER"]),
    ],
)
def test_each_environment_has_its_remedy(
    about: Facts, layers: tuple[str, ...], wall: str, words: list[str]
) -> None:
    said = remedies(about, layers)[wall]
    for word in words:
        assert word in said, said
    for other in OTHERS:
        assert (other in said) == any(other in word for word in words), f"{other} in {said}"


def test_nothing_is_said_of_what_is_in_force() -> None:
    assert remedies(DOCKER, ("bubblewrap", *STRONG)) == {}
    assert list(remedies(DOCKER, ("uid", *STRONG))) == ["bubblewrap"]
    assert list(remedies(UBUNTU, ())) == ["seccomp", "rlimits", "landlock", "bubblewrap"]


@pytest.mark.parametrize(
    ("files", "environment", "container"),
    [
        ({}, {}, ""),
        ({".dockerenv": ""}, {}, "docker"),
        ({".dockerenv": ""}, {"KUBERNETES_SERVICE_HOST": "10.0.0.1"}, "kubernetes"),
        ({"var/run/secrets/kubernetes.io/serviceaccount/token": "x"}, {}, "kubernetes"),
        ({"run/.containerenv": ""}, {}, "container"),
        ({}, {"container": "lxc"}, "container"),
    ],
)
def test_where_it_is(
    tmp_path: Path, files: Mapping[str, str], environment: dict[str, str], container: str
) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert facts(tmp_path, environment).container == container


def test_what_a_machine_says_of_itself(tmp_path: Path) -> None:
    files = {
        "etc/os-release": 'NAME="Ubuntu"\nID=ubuntu\nID_LIKE="debian opensuse-leap"\n',
        "sys/kernel/security/lsm": "lockdown,landlock\n",
        SETTINGS["kernel.apparmor_restrict_unprivileged_userns"]: "1\n",
        SETTINGS["user.max_user_namespaces"]: "nonsense",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    said = facts(tmp_path, {})
    assert said.like == {"ubuntu", "debian", "suse"}
    assert (said.modules, said.settings) == (
        "lockdown,landlock",
        {"kernel.apparmor_restrict_unprivileged_userns": 1},
    )
    assert said.has("kernel.apparmor_restrict_unprivileged_userns", 1)
    assert not said.has("user.max_user_namespaces", 0)
    assert facts(tmp_path / "nowhere", {}).like == frozenset()
