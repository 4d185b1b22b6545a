import { z } from 'zod';
import { kind } from '../kind.ts';
import { container, get } from '../machine.ts';

/** GET /networks/{name}, as far as checks look. */
interface NetworkDetails {
  readonly Internal: boolean;
  readonly IPAM: { readonly Config: readonly { readonly Subnet?: string }[] | null };
}

export const network = kind({
  schema: z.strictObject({
    name: z.string(),
    absent: z.literal(true).optional(),
    internal: z.literal(true).optional(),
    subnet: z.string().optional(),
    /** All of these are in it. */
    containers: z.array(z.string()).optional(),
    /** None of these is. */
    without: z.array(z.string()).optional(),
  }),
  async look({ name, absent, internal, subnet, containers = [], without = [] }, machine, say) {
    const found = await get<NetworkDetails>(machine, `/networks/${encodeURIComponent(name)}`);
    if (absent) return found === undefined ? undefined : say.networkThere(name);
    if (found === undefined) return say.noNetwork(name);
    if (internal && !found.Internal) return say.networkInternal(name);
    const is = found.IPAM.Config?.[0]?.Subnet ?? '';
    if (subnet !== undefined && is !== subnet) return say.networkSubnet(name, is, subnet);
    // Of the container, which knows its networks also while it does not run.
    for (const member of [...containers, ...without]) {
      const details = await container(machine, member);
      if (details === undefined) return say.noContainerCalled(member);
      const isIn = name in details.NetworkSettings.Networks;
      if (!isIn && containers.includes(member)) return say.networkWithout(name, member);
      if (isIn && without.includes(member)) return say.networkWith(name, member);
    }
    return undefined;
  },
});
