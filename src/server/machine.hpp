// What the machine tells of itself at the start: under which addresses others reach it, and who may read a secret.
#pragma once

#include <string>
#include <vector>

namespace server {

// IPv4 and IPv6 addresses of its network cards that are up, without those of this machine alone and of one cable
// (fe80::…); as browsers write them: 10.1.2.3, [2001:db8::1].
std::vector<std::string> addresses_of_this_machine();
// Whether a listening address stands for all of them: 0.0.0.0, ::.
bool stands_for_all(const std::string& host);

// Every user of the machine can read the file; its group alone is as the package sets it up.
bool readable_by_all(const std::string& path);

}  // namespace server
